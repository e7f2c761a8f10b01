/* cmd_verify.c: proof that the register is sound. */
#include "app/app.h"

#include <stdio.h>

static void report(void *ctx, const char *fault)
{
    (void)ctx;
    app_fail(APP_SYSTEM, "%s", fault);
}

int cmd_verify(int argc, char **argv)
{
    static const struct option options[] = {
        {"register", required_argument, NULL, 'r'}, {"help", no_argument, NULL, 'h'}, {0}};
    const char *path = app_default_register;
    int o;
    while ((o = getopt_long(argc, argv, ":r:h", options, NULL)) != -1) {
        if (o != 'r') return app_option("verify", o, argv);
        path = optarg;
    }
    if (optind < argc)
        return app_fail(APP_USAGE, "verify: what is '%s'? See chancery verify --help", argv[optind]);

    Err err = {0}, ignored;
    Store *st = NULL;
    StoreCounts n = {0};
    size_t faults = 0;
    int rc = app_register(&st, path, &err);
    if (rc == 0) rc = store_verify(st, report, NULL, &faults, &err);
    if (rc == 0 && faults == 0) rc = store_count(st, &n, &err);
    store_close(st, &ignored);
    if (rc) return app_error(&err);
    if (faults) return app_fail(APP_SYSTEM, "%s: damaged: %zu faults", path, faults);
    printf("%s: sound: %zu articles in %zu versions, %zu claims, %zu facts\n", path, n.articles, n.versions,
           n.claims, n.facts);
    return APP_OK;
}
