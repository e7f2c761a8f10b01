/* fuzz_json.c: any bytes as a JSON Lines stream, through the reader line by line, and each document to its
 * clean text.
 *
 * Run: CC=clang meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false && ninja
 * -C build-fuzz build-fuzz/tests/fuzz_json -max_total_time=60 tests/fuzz/corpus/json
 */
#include "front.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0) return 0;
    char path[] = "/tmp/chancery-fuzz-json-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) abort();
    must(write(fd, "{", 1) == 1 && write(fd, data, n) == (ssize_t)n);
    close(fd);
    const char *paths[] = {path};
    Reader *r;
    Doc *doc;
    Err err;
    must(reader_open(&r, paths, 1, &err) == 0);
    for (int rc; (rc = reader_next(r, &doc, &err)) != 0;) {
        if (rc < 0) continue;
        if (clean_run(doc, front_lexicon(), &err) == 0) front_check(doc);
        doc_free(doc);
    }
    reader_close(r);
    unlink(path);
    return 0;
}
