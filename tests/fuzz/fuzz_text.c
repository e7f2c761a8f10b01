/* fuzz_text.c: any bytes as a file, from encoding to tokens.
 *
 * Run: CC=clang meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false && ninja
 * -C build-fuzz build-fuzz/tests/fuzz_text -max_total_time=60 tests/fuzz/corpus/text
 */
#include "front.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    return front_run((const char *)data, n);
}
