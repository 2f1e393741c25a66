# brief: a static-site generator for policy briefings. Targets:
#
#   make                  build/brief                       make help         this list
#   make deps             install the libraries (Debian and Ubuntu; elsewhere: says what to install)
#   make deps site        the same, then build the sample archive into public/
#   make deps test        the libraries and the test tools, then every test; last line: N passed, N failed
#   make test             every test                        make check        test and lint
#   make everything       check and sanitize, beside each other: what .ci/run calls
#   make unit golden broken commands record verbs templates words fields markdown invariants html formats browser corpus serve   one kind each
#   make faults           kills, failing calls, full disks, hostile names; FAULTS=long tries every place
#   make accept           rewrite the golden sites' expected/ and show the difference
#   make sanitize         every test again, built with the address and undefined-behaviour sanitizers
#   make coverage         which lines and branches the tests reach (clang, llvm-cov)
#   make lint             clang-tidy, cppcheck, gcc -fanalyzer, luacheck; LINT=deep: clang's analyzer to its end
#   make floors           no include goes up or sideways    make house        file and function lengths, names
#   make format           apply .clang-format               make format-check
#   make bench            speed against a bare program, how good search is; BENCH_SIZES="1000 10000" for these sizes only
#   make fuzz             libFuzzer (clang) for FUZZ_SECONDS=60 a target
#   make man              the man pages, from docs/
#   make install          PREFIX=/usr/local DESTDIR=        make uninstall clean
#
# CC, CFLAGS, LDFLAGS, HARDENING, BUILD, PREFIX and DESTDIR may be given on the command line; V=1 shows every command.

BUILD  ?= build
PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)

LIBRARIES = libcmark-gfm yaml-0.1 lua5.4 libxxhash jansson nettle
LIBRARIES_WITHOUT_PC = -lcmark-gfm-extensions -lcsv -lm
BUILD_PACKAGES = pkg-config libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev liblua5.4-dev libicu-dev \
	libxxhash-dev libjansson-dev nettle-dev libstemmer-dev libseccomp-dev libmicrohttpd-dev libcurl4-openssl-dev \
	libexpat1-dev libcsv-dev
# A tool that is there already, from wherever, is not installed again: command:package.
TEST_TOOLS = git cmark-gfm xmllint:libxml2-utils clang-format clang-tidy cppcheck luacheck:lua-check \
	node:nodejs npm pdftotext:poppler-utils strace valgrind /usr/sbin/apache2:apache2-bin /usr/sbin/nginx:nginx-light \
	setpriv:util-linux prlimit:util-linux faketime disorderfs fusermount:fuse localedef:libc-bin \
	mkfs.exfat:exfatprogs mount.exfat-fuse:exfat-fuse losetup:mount
# One will do; where there is none, the first that apt knows. A page costs the first half of what it costs the others.
BROWSERS = chromium-headless-shell chromium chromium-browser
TEST_PACKAGES = ca-certificates locales fonts-liberation groff-base zsh fish libcmocka-dev python3 python3-bibtexparser \
	python3-feedparser python3-jinja2 python3-yaml

SOURCES  := $(wildcard generator/*/*.c)
OBJECTS  := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/builtin.o
BUILTIN  := $(sort $(shell find layouts generator/starter -type f ! -name '.*' ! -name '*~') $(wildcard lua-plugins/*.lua) \
	$(wildcard generator/serve/*.js generator/serve/*.css))
UNIT     := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
DRIVERS  := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*_driver.c tests/*/*_driver.c))
C_FILES  := $(wildcard generator/*.[ch] generator/*/*.[ch] tests/*.[ch] tests/*/*.[ch])
# With `deps` on the command line everything else waits for it, and test tools belong to all but plain builds.
FIRST    := $(filter deps,$(MAKECMDGOALS))
FOR_TEST := $(filter-out deps all site install,$(MAKECMDGOALS))

# What depends on installed libraries is worked out when first used: `deps` has run by then.
once = $(eval $(1) := $(shell $(2)))$($(1))
# ICU, Snowball, expat, libcurl and libmicrohttpd are loaded when they are asked for (who calls library_open or
# library_require): only their headers are needed here.
HEADERS_ONLY   = icu-i18n expat
# Linux only: a second fence around plugins (generator/build/confine.c).
WITH_OPTIONAL  = $(LIBRARIES) $$(pkg-config --exists libseccomp && echo libseccomp)
LIBRARY_CFLAGS = $(call once,LIBRARY_CFLAGS,pkg-config --cflags $(WITH_OPTIONAL) $(HEADERS_ONLY))
LIBRARY_LIBS   = $(call once,LIBRARY_LIBS,pkg-config --libs $(WITH_OPTIONAL) && echo $(LIBRARIES_WITHOUT_PC))
CMOCKA         = $(call once,CMOCKA,pkg-config --cflags --libs cmocka)
# Those of these flags that the compiler takes; gcc 12 takes all, clang 14 all but one.
HARDENING      = $(call once,HARDENING,for flag in $(HARDENING_WISHES); do echo 'int x;' | \
	$(CC) -Werror $$flag -x c -c -o /dev/null - 2>/dev/null && echo "$$flag"; done)
HARDENING_WISHES = -fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
	-ftrivial-auto-var-init=zero -fno-strict-overflow -fno-delete-null-pointer-checks
LINKER_FLAGS = -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code
HARDENING_LINK = $(if $(HARDENING),$(if $(filter Linux,$(shell uname)),$(LINKER_FLAGS)))
FORTIFY        = $(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla -Wpointer-arith
# Files beyond 2 GB and dates beyond 2038, also where a word has 32 bits.
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 -Igenerator $(WARNINGS) $(HARDENING) $(if $(HARDENING),$(FORTIFY)) \
	-ffile-prefix-map=$(CURDIR)=. -MMD -MP $(LIBRARY_CFLAGS) $(CFLAGS)
LINK = $(CC) $(CFLAGS) $(HARDENING_LINK) $(LDFLAGS)
say = $(if $(V),,@printf '%-8s %s\n' $(1) $@;)
SUITES = $(PYTHON) tests/run.py --build $(BUILD)
TESTED = $(BUILD)/brief $(UNIT) $(DRIVERS)

.PHONY: all help deps site test check unit golden broken checks commands record verbs templates words fields markdown invariants faults cache incremental instructions growth html formats browser serve \
	corpus accept sanitize sanitized memcheck memchecked coverage tested everything lint floors house format format-check bench fuzz run-fuzz install uninstall clean always man
export PYTHONDONTWRITEBYTECODE = 1
export FAULTS LINT
.DELETE_ON_ERROR:
all: $(BUILD)/brief
help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

$(BUILD)/brief: $(BUILD)/generator/main.o $(BUILD)/libbrief.a
	$(call say,link)$(LINK) -o $@ $^ $(LIBRARY_LIBS)
$(BUILD)/libbrief.a: $(OBJECTS)
	@rm -f $@
	$(call say,archive)$(AR) rcsD $@ $^
$(BUILD)/%.o: %.c | $(FIRST)
	@mkdir -p $(@D)
	$(call say,compile)$(CC) $(ALL_CFLAGS) $(if $(ANALYZED),$(ANALYZER)) -c -o $@ $< $(if $(ANALYZED),2>$@.said && echo >>$@.said || { cat $@.said >&2; exit 1; })
$(BUILD)/tests/%: tests/%.c $(BUILD)/libbrief.a
	@mkdir -p $(@D)
	$(call say,compile)$(CC) $(ALL_CFLAGS) $(HARDENING_LINK) $(LDFLAGS) -o $@ $(filter %.c %.a,$^) $(LIBRARY_LIBS) $(CMOCKA)

# One program has all unit tests, under as many names (tests/unit/main.c). What they test is compiled as it is used; they are not.
$(UNIT:=.o): $(BUILD)/%.o: %.c | $(FIRST)
	@mkdir -p $(@D)
	$(call say,compile)$(CC) $(ALL_CFLAGS) -Dmain=$(*F) -Wno-missing-prototypes -U_FORTIFY_SOURCE -O0 -c -o $@ $<
$(BUILD)/tests/unit/all: tests/unit/main.c $(UNIT:=.o) $(BUILD)/libbrief.a
	$(call say,link)$(CC) $(ALL_CFLAGS) -DEACH_TEST='$(foreach test,$(notdir $(UNIT)),X($(test)))' $(HARDENING_LINK) $(LDFLAGS) \
		-o $@ $(filter %.c %.o %.a,$^) $(LIBRARY_LIBS) $(CMOCKA)
$(UNIT): $(BUILD)/tests/unit/all
	@ln -sf all $@

# The layouts and plugins inside the program. The list is a file of its own, so that a deleted layout counts.
$(BUILD)/embed: generator/embed.c | $(FIRST)
	@mkdir -p $(@D)
	$(call say,compile)$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O1 -o $@ $<
$(BUILD)/builtin.list: always
	@mkdir -p $(@D)
	@printf '%s\n' $(BUILTIN) | cmp -s - $@ || printf '%s\n' $(BUILTIN) >$@
$(BUILD)/builtin.c: $(BUILD)/embed $(BUILD)/builtin.list $(BUILTIN)
	$(call say,embed)$(BUILD)/embed <$(BUILD)/builtin.list >$@
$(BUILD)/builtin.o: $(BUILD)/builtin.c
	$(call say,compile)$(CC) $(ALL_CFLAGS) -c -o $@ $<
-include $(OBJECTS:.o=.d) $(BUILD)/generator/main.d $(UNIT:=.d) $(DRIVERS:=.d)

define INSTALL_DEPS
if ! command -v apt-get >/dev/null; then
    pkg-config --exists $(LIBRARIES) 2>/dev/null && exit 0
    echo 'No apt-get here. Install pkg-config and these libraries with their headers, then run make:'
    echo '  cmark-gfm libyaml lua-5.4 icu xxhash jansson nettle libstemmer libmicrohttpd libcurl expat libcsv'
    echo '  Fedora:   pkgconf cmark-gfm-devel libyaml-devel lua-devel libicu-devel xxhash-devel jansson-devel nettle-devel libstemmer-devel libseccomp-devel libmicrohttpd-devel libcurl-devel expat-devel libcsv-devel'
    echo '  Arch:     pkgconf cmark-gfm libyaml lua54 icu xxhash jansson nettle snowball libmicrohttpd curl libseccomp expat, and libcsv (AUR)'
    echo '  Homebrew: pkgconf cmark-gfm libyaml lua@5.4 icu4c xxhash jansson nettle snowball libmicrohttpd curl expat libcsv'
    exit 1
fi
missing=
for package in $(BUILD_PACKAGES) $(if $(FOR_TEST),$(TEST_PACKAGES)); do
    dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q ' installed$$' || missing="$$missing $$package"
done
for tool in $(if $(FOR_TEST),$(TEST_TOOLS)); do
    command -v "$${tool%%:*}" >/dev/null || missing="$$missing $${tool#*:}"
done
browsers='$(if $(FOR_TEST),$(BROWSERS))'
for program in $$browsers; do ! command -v "$$program" >/dev/null || browsers=; done
[ -n "$$missing$$browsers" ] || exit 0
root=; [ "$$(id -u)" = 0 ] || root=sudo
$$root apt-get update -q </dev/null || exit 1
for package in $$browsers; do
    ! apt-cache policy "$$package" | grep -q 'Candidate: [0-9]' || { missing="$$missing $$package"; break; }
done
[ -n "$$missing" ] || exit 0
echo "deps: installing$$missing"
$$root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing </dev/null
endef
export INSTALL_DEPS
deps:
	@sh -c "$$INSTALL_DEPS"
	$(if $(FOR_TEST),@$(PYTHON) tests/html/install.py)

site: $(BUILD)/brief
	$(BUILD)/brief build
test: $(TESTED)
	@$(SUITES)
unit: $(UNIT)
templates markdown: $(DRIVERS)
golden broken checks fields templates markdown commands record verbs invariants faults cache incremental instructions growth html formats browser serve corpus: $(BUILD)/brief
unit golden broken checks fields templates words markdown commands record verbs invariants faults cache incremental instructions growth html formats browser serve corpus floors house format-check: | $(FIRST)
	@$(SUITES) $@
check: test lint
# The references made from the program's tables, then the golden sites.
REFERENCES = $(BUILD)/tests/unit/test_types $(BUILD)/tests/unit/test_lua_types
accept: $(BUILD)/brief $(REFERENCES)
	@for test in $(REFERENCES); do BRIEF_ACCEPT=1 $$test >/dev/null 2>&1 || echo "$$test fails; run it to see why"; done
	@$(PYTHON) tests/golden/run.py --build $(BUILD) --accept
# At a fixed address the sanitizers' five megabytes of notes need no relocation at each start, and their runtimes linked
# in (which clang does anyway) start sooner. Three callers of an allocation are enough to find it by.
STATIC_RUNTIME = $(call once,STATIC_RUNTIME,echo 'int main(void) { return 0; }' | $(CC) -fsanitize=address \
	-fsanitize=undefined -static-libasan -static-libubsan -x c -o /dev/null - 2>/dev/null && echo -static-libasan -static-libubsan)
# What is undefined ends the program at an instruction that is none, where AddressSanitizer shows the callers: the words for
# each place are half of the program otherwise. TRAP= on the command line, after a `clean`, has them.
TRAP = $(call once,TRAP,for flag in -fsanitize-trap=undefined -fsanitize-undefined-trap-on-error; do echo 'int x;' | \
	$(CC) -Werror $$flag -fsanitize=undefined -x c -c -o /dev/null - 2>/dev/null && echo "$$flag" && break; done)
SANITIZED = ASAN_OPTIONS=exitcode=99:detect_leaks=1:handle_sigill=2:malloc_context_size=3 UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
sanitize: sanitized
	@$(SANITIZED) $(PYTHON) tests/run.py --sanitized build-sanitize
# The programs that it runs.
sanitized: | $(FIRST)
	@$(MAKE) BUILD=build-sanitize HARDENING= LDFLAGS="$(LDFLAGS) -no-pie $(STATIC_RUNTIME)" tested CFLAGS="-g1 -O1 -fno-pie \
		-fsanitize=address,undefined -fno-sanitize-recover=all $(TRAP) -fno-omit-frame-pointer -DBRIEF_SANITIZE"
# What memcheck.py asks of Valgrind says generator/base/watched.h.
memcheck: memchecked
	@$(PYTHON) tests/memcheck.py --build build-memcheck
# Before lint gcc analyzes what it compiles for memcheck anyway, and lint reads what it said.
memchecked: | $(FIRST)
	@$(MAKE) BUILD=build-memcheck HARDENING= $(if $(filter everything,$(MAKECMDGOALS)),ANALYZED=$(ANALYZER_IS_THERE)) build-memcheck/brief CFLAGS="-g1 -O1 -DBRIEF_MEMCHECK"
tested: $(TESTED)
fuzz:
	@$(MAKE) -k BUILD=build-fuzz HARDENING= CC=clang run-fuzz \
		CFLAGS="-g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -DBRIEF_SANITIZE"
run-fuzz: $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
	@$(PYTHON) tests/fuzz/run.py --build $(BUILD) --seconds $(or $(FUZZ_SECONDS),60)
$(BUILD)/tests/fuzz/%: LDFLAGS += -fsanitize=fuzzer
coverage:
	@$(MAKE) BUILD=build-coverage HARDENING= CC=clang tested CFLAGS="-g -O1 -fcoverage-mapping -mllvm \
		-runtime-counter-relocation -fprofile-instr-generate=$(CURDIR)/build-coverage/%m%c.profraw"
	@$(PYTHON) tests/coverage.py --build build-coverage
# gcc 14 takes a standard stream, and a lookup of names, for a descriptor that is lost; and a limit that callers have looked at for 0.
ANALYZER = -fanalyzer -Wno-analyzer-fd-leak -Wno-analyzer-out-of-bounds
ANALYZER_IS_THERE = $(call once,ANALYZER_IS_THERE,echo 'int x;' | $(CC) -Werror $(ANALYZER) -x c -c -o /dev/null - 2>/dev/null && echo yes)
LINTED = LINT_FLAGS='$(LINT_FLAGS)' ANALYZER='$(ANALYZER)'
LINT_FLAGS = -std=c11 -D_GNU_SOURCE -Igenerator $(LIBRARY_CFLAGS)
lint: $(BUILD)/builtin.c
	@$(LINTED) $(SUITES) lint
# Lint, and the suites of all builds, all beside each other: what waits leaves its processor to what computes.
everything: tested sanitized memchecked
	@$(SANITIZED) $(LINTED) ANALYZED=build-memcheck $(SUITES) --sanitized build-sanitize --memcheck build-memcheck
format:
	clang-format -i $(C_FILES)
bench: $(BUILD)/brief $(BUILD)/tests/bench/bare
	@$(PYTHON) tests/bench/bench.py --build $(BUILD) $(BENCH_SIZES)
	@$(PYTHON) tests/bench/search.py --build $(BUILD)

# The man pages, from docs/; what each is made of says generator/manual.c.
MAN_PAGES = $(addprefix $(BUILD)/man/,brief.1 brief-site.5 brief-layouts.7 brief-plugins.7)
$(BUILD)/manual: generator/manual.c | $(FIRST)
	@mkdir -p $(@D)
	$(call say,compile)$(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) -O1 $(LIBRARY_CFLAGS) -o $@ $< $(LIBRARY_LIBS)
$(MAN_PAGES): $(BUILD)/manual $(wildcard docs/*.md)
	@mkdir -p $(@D)
	$(call say,man)$(BUILD)/manual docs $(@F) >$@
man: $(MAN_PAGES)

# What is built in, for who changes a copy of it, and what editors know of Lua's API from.
TO_COPY = $(filter layouts/% lua-plugins/%,$(BUILTIN)) $(wildcard lua-plugins/types/*.lua)
install: $(BUILD)/brief $(MAN_PAGES)
	install -D -m 755 $(BUILD)/brief $(DESTDIR)$(PREFIX)/bin/brief
	@for page in $(MAN_PAGES); do \
		install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done
	@for file in $(TO_COPY); do install -D -m 644 $$file $(DESTDIR)$(PREFIX)/share/brief/$$file || exit 1; done
	@for shell in bash zsh fish; do $(BUILD)/brief --completion $$shell >$(BUILD)/completion.$$shell || exit 1; done
	install -D -m 644 $(BUILD)/completion.bash $(DESTDIR)$(PREFIX)/$(BASH_COMPLETION)
	install -D -m 644 $(BUILD)/completion.zsh $(DESTDIR)$(PREFIX)/$(ZSH_COMPLETION)
	install -D -m 644 $(BUILD)/completion.fish $(DESTDIR)$(PREFIX)/$(FISH_COMPLETION)
BASH_COMPLETION = share/bash-completion/completions/brief
ZSH_COMPLETION  = share/zsh/site-functions/_brief
FISH_COMPLETION = share/fish/vendor_completions.d/brief.fish
uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/share/brief
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,bin/brief $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION) \
		$(foreach page,$(MAN_PAGES),share/man/man$(subst .,,$(suffix $(page)))/$(notdir $(page))))
clean:
	rm -rf $(BUILD) build-sanitize build-memcheck build-fuzz
