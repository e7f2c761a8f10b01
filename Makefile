# make            builds build/chancery
# make test       builds and runs the whole test suite
# make sanitize   the same under ASan and UBSan
# make demo       reads the sample articles and shows a brief

.PHONY: all test sanitize demo clean
all: build/build.ninja
	@ninja -C build

build/build.ninja:
	@meson setup build

test: all
	@meson test -C build --print-errorlogs

clean:
	@rm -rf build build-*
