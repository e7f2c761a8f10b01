/* test_read.c: formats told by content, encodings, damaged input named and passed over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "stage/read.h"

static char dir[64];

static const char *write_file(const char *name, const void *data, size_t n)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(data, 1, n, f), n);
    fclose(f);
    return path;
}

static void json_lines_go_on_behind_a_damaged_line(void **state)
{
    (void)state;
    const char *text = "{\"id\":\"a\",\"text\":\"One.\",\"lang\":\"en\",\"published\":\"2024-01-02\"}\n"
                       "{\"id\":\"b\",\"text\":\"Tw\n"
                       "\n"
                       "{\"text\":\"Three.\"}\n"
                       "{\"id\":\"d\"}\n"
                       "{\"id\":5,\"html\":\"<p>Five.</p>\"}";
    const char *path = write_file("stream.jsonl", text, strlen(text));
    char third[200];
    snprintf(third, sizeof third, "%s:4", path);
    Reader *r;
    Doc *doc;
    Err err;
    assert_int_equal(reader_open(&r, &path, 1, &err), 0);
    assert_int_equal(reader_next(r, &doc, &err), 1);
    assert_string_equal(doc->id, "a");
    assert_string_equal(doc->published_hint, "2024-01-02");
    assert_int_equal(doc->format, DOC_TEXT);
    doc_free(doc);
    assert_int_equal(reader_next(r, &doc, &err), ERR_FORMAT);
    assert_non_null(strstr(err.msg, "stream.jsonl:2: "));
    assert_int_equal(reader_next(r, &doc, &err), 1);
    assert_string_equal(doc->id, third);
    doc_free(doc);
    assert_int_equal(reader_next(r, &doc, &err), ERR_FORMAT);
    assert_non_null(strstr(err.msg, "neither \"text\" nor \"html\""));
    assert_int_equal(reader_next(r, &doc, &err), 1);
    assert_string_equal(doc->id, "5");
    assert_int_equal(doc->format, DOC_HTML);
    doc_free(doc);
    assert_int_equal(reader_next(r, &doc, &err), 0);
    assert_int_equal(reader_bytes(r), strlen(text));
    reader_close(r);
}

static void one_object_may_spread_over_lines(void **state)
{
    (void)state;
    const char *text = "{\n  \"id\": \"wide\",\n  \"text\": \"A text.\"\n}\n";
    const char *path = write_file("wide.json", text, strlen(text));
    Reader *r;
    Doc *doc;
    Err err;
    assert_int_equal(reader_open(&r, &path, 1, &err), 0);
    assert_int_equal(reader_next(r, &doc, &err), 1);
    assert_string_equal(doc->id, "wide");
    doc_free(doc);
    assert_int_equal(reader_next(r, &doc, &err), 0);
    reader_close(r);
}

static void damaged_files_are_named(void **state)
{
    (void)state;
    write_file("bad.txt", "text\0more", 9);
    write_file("empty.txt", " \n", 2);
    write_file("image.png", "\x89PNG\r\n\x1a\n", 8);
    write_file("fine.txt", "A fine text.", 12);
    const char *paths[] = {NULL, NULL, NULL, NULL, "no/such/file"};
    char names[4][160];
    static const char *const files[] = {"bad.txt", "empty.txt", "image.png", "fine.txt"};
    for (size_t i = 0; i < 4; i++) {
        snprintf(names[i], sizeof names[i], "%s/%s", dir, files[i]);
        paths[i] = names[i];
    }
    Reader *r;
    Doc *doc;
    Err err;
    assert_int_equal(reader_open(&r, paths, 5, &err), 0);
    assert_int_equal(reader_next(r, &doc, &err), ERR_FORMAT);
    assert_non_null(strstr(err.msg, "bad.txt: byte 4: a NUL byte"));
    assert_int_equal(reader_next(r, &doc, &err), ERR_FORMAT);
    assert_non_null(strstr(err.msg, "empty.txt: byte 0: empty"));
    assert_int_equal(reader_next(r, &doc, &err), ERR_FORMAT);
    assert_non_null(strstr(err.msg, "image.png: byte 0: an image"));
    assert_int_equal(reader_next(r, &doc, &err), 1);
    assert_string_equal(doc->id, names[3]);
    doc_free(doc);
    assert_int_equal(reader_next(r, &doc, &err), ERR_IO);
    assert_int_equal(reader_next(r, &doc, &err), 0);
    reader_close(r);
}

static void expect(const char *data, size_t n, DocFormat format, const char *raw)
{
    Doc *doc;
    Err err;
    assert_int_equal(read_bytes(&doc, "x", data, n, &err), 0);
    assert_int_equal(doc->format, format);
    assert_string_equal(doc->raw, raw);
    assert_int_equal(doc->source_bytes, n);
    doc_free(doc);
}

static void encodings_become_utf8(void **state)
{
    (void)state;
    expect("\xEF\xBB\xBFH\xC3\xA0 N\xE1\xBB\x99i", 12, DOC_TEXT, "H\xC3\xA0 N\xE1\xBB\x99i");
    expect("\xFF\xFEH\0\xE0\0", 6, DOC_TEXT, "H\xC3\xA0");
    const char *page = "<html><head><meta charset=\"iso-8859-1\"></head><p>\x93"
                       "Caf\xE9\x94</p></html>";
    expect(page, strlen(page), DOC_HTML,
           "<html><head><meta charset=\"iso-8859-1\"></head><p>\xE2\x80\x9C"
           "Caf\xC3\xA9\xE2\x80\x9D</p></html>");
    const char *latin = "El ministro lleg\xF3 a la ciudad para la reuni\xF3n, seg\xFAn inform\xF3 el "
                        "portavoz de la canciller\xED"
                        "a.";
    Doc *doc;
    Err err;
    assert_int_equal(read_bytes(&doc, "x", latin, strlen(latin), &err), 0);
    assert_non_null(strstr(doc->raw, "reuni\xC3\xB3n"));
    doc_free(doc);
}

static void formats_are_told_by_content(void **state)
{
    (void)state;
    expect("A < B and B > C.", 16, DOC_TEXT, "A < B and B > C.");
    expect("<!-- x -->\n<!DOCTYPE html><p>t", 30, DOC_HTML, "<!-- x -->\n<!DOCTYPE html><p>t");
    Doc *doc;
    Err err;
    assert_int_equal(read_bytes(&doc, "x", "{\"text\":[1]}", 12, &err), ERR_FORMAT);
    assert_int_equal(read_bytes(&doc, "x", "", 0, &err), ERR_FORMAT);
}

static int make_dir(void **state)
{
    (void)state;
    snprintf(dir, sizeof dir, "/tmp/chancery-read-XXXXXX");
    return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
    (void)state;
    static const char *const files[] = {"stream.jsonl", "wide.json", "bad.txt", "empty.txt",
                                        "image.png",    "fine.txt",  "a.gz",    "b.gz",
                                        "cut.gz",       "a.zst",     "cut.zst"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[160];
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        unlink(path);
    }
    return rmdir(dir);
}

static size_t count_documents(const char *path, int *errors)
{
    Reader *r;
    Doc *doc;
    Err err;
    size_t n = 0;
    int rc;
    *errors = 0;
    assert_int_equal(reader_open(&r, &path, 1, &err), 0);
    while ((rc = reader_next(r, &doc, &err)) != 0 && *errors < 5) {
        if (rc < 0) {
            (*errors)++;
            continue;
        }
        n++;
        doc_free(doc);
    }
    reader_close(r);
    return n;
}

static void packed_files_are_unpacked(void **state)
{
    (void)state;
    char line[64], text[8192] = "";
    for (int i = 0; i < 100; i++) {
        snprintf(line, sizeof line, "{\"id\":\"n%d\",\"text\":\"Number %d.\"}\n", i, i * 7919);
        strcat(text, line);
    }
    size_t n = strlen(text);
    unsigned char packed[20000];
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (unsigned char *)text;
    z.avail_in = (unsigned)n;
    z.next_out = packed;
    z.avail_out = sizeof packed / 2;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t len = z.total_out;
    deflateEnd(&z);
    int errors;
    assert_int_equal(count_documents(write_file("a.gz", packed, len), &errors), 100);
    assert_int_equal(errors, 0);
    memcpy(packed + len, packed, len); /* two members, one file */
    assert_int_equal(count_documents(write_file("b.gz", packed, 2 * len), &errors), 200);
    count_documents(write_file("cut.gz", packed, len / 2), &errors); /* named once, and the reading ends */
    assert_int_equal(errors, 1);
    len = ZSTD_compress(packed, sizeof packed, text, n, 3);
    assert_int_equal(count_documents(write_file("a.zst", packed, len), &errors), 100);
    assert_int_equal(errors, 0);
    count_documents(write_file("cut.zst", packed, len / 2), &errors);
    assert_int_equal(errors, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_lines_go_on_behind_a_damaged_line),
        cmocka_unit_test(one_object_may_spread_over_lines),
        cmocka_unit_test(damaged_files_are_named),
        cmocka_unit_test(encodings_become_utf8),
        cmocka_unit_test(formats_are_told_by_content),
        cmocka_unit_test(packed_files_are_unpacked),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
