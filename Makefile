# make            builds build/chancery
# make test       builds and runs the test suite
# make check      all that CI runs: the suite, the suite under sanitizers, short fuzzing, scores
# make demo       reads the sample articles and shows a brief
# make sanitize   the suite under ASan and UBSan only

.PHONY: all test check demo sanitize clean
all: build/build.ninja
	@ninja -C build

build/build.ninja:
	@meson setup build

test: all
	@meson test -C build --print-errorlogs

check:
	@tools/test.sh

demo:
	@tools/demo.sh

build-asan/build.ninja:
	@meson setup build-asan -Db_sanitize=address,undefined -Db_lundef=false -Darena_malloc=true -Doptimization=1 -Dc_args=-Wno-format-truncation

sanitize: build-asan/build.ninja
	@ninja -C build-asan
	@meson test -C build-asan --print-errorlogs --timeout-multiplier 5

clean:
	@rm -rf build build-*
