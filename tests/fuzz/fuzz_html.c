/* fuzz_html.c: any bytes as the rest of an HTML page, from markup to tokens.
 *
 * Run: CC=clang meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false && ninja
 * -C build-fuzz build-fuzz/tests/fuzz_html -max_total_time=60 tests/fuzz/corpus/html
 */
#include "front.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char head[] = "<!DOCTYPE html><html><head><title>A page about talks</title></head><body>";
    Buf b = {0};
    buf_adds(&b, head);
    buf_add(&b, data, n);
    front_run(b.data, b.len);
    buf_free(&b);
    return 0;
}
