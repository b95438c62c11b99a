# wardwatch: everything the project can do. `make help` lists it.
.DEFAULT_GOAL := all

VERSION  := 0.1.0
VARIANT  ?= release
BUILD    ?= build
O        := $(BUILD)/$(VARIANT)
PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
MANDIR   ?= $(PREFIX)/share/man
DATADIR  ?= $(PREFIX)/share/wardwatch
UNITDIR  ?= $(PREFIX)/lib/systemd/system
PKG_CONFIG ?= pkg-config

FOLDERS  := capture/base capture classify classify/proto store tui
PKGS     := libpcap libndpi sqlite3 ncursesw libcrypto zlib libzstd jansson \
            libseccomp libpcre2-8 libcap-ng libzip expat
# What plain Debian 12 lacks to build and to test; `make deps` installs it.
DEB_BUILD := pkg-config libpcap-dev libndpi-dev libsqlite3-dev libncurses-dev \
             libssl-dev zlib1g-dev libzstd-dev libjansson-dev libseccomp-dev \
             libpcre2-dev libcap-ng-dev libzip-dev libexpat1-dev \
             ieee-data
DEB_TEST  := libcmocka-dev strace clang libclang-rt-14-dev iproute2 tmux \
             mandoc zstd dcmtk tcpdump procps python3 dnsmasq-base busybox \
             nftables

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual -Wvla \
            -Wstrict-prototypes -Wmissing-prototypes -Wformat=2
HARDEN   := -fstack-protector-strong -fstack-clash-protection -fPIE
ifeq ($(shell uname -m),x86_64)
HARDEN   += -fcf-protection
endif
CFLAGS.release := -O3 -g -D_FORTIFY_SOURCE=3
CFLAGS.debug   := -O0 -g
CFLAGS.asan    := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
                  -fno-sanitize-recover=undefined
CFLAGS.fuzz    := -O1 -g -fsanitize=address,undefined,fuzzer-no-link \
                  -fno-sanitize-recover=undefined
LDFLAGS.asan   := -fsanitize=address,undefined
LDFLAGS.fuzz   := -fsanitize=address,undefined
ifeq ($(VARIANT),fuzz)
CC := clang
endif
# gcc compiles across files when it links; gcc-ar knows what it left for then.
ifeq ($(findstring clang,$(CC)),)
CFLAGS.release += -flto=auto
AR := gcc-ar
endif

# One short line per step; V=1 shows the commands.
ifeq ($(V),1)
say =
hush :=
else
say = @echo "  $(1)  $@"
hush := @
endif

override CPPFLAGS += -I. -I$(O) -D_GNU_SOURCE -DWW_VERSION='"$(VERSION)"' \
                     -DWW_DATADIR='"$(DATADIR)"'
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) 2>/dev/null | \
                sed 's/-I/-isystem /g')
PKG_LIBS   := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null)
ALL_CFLAGS = -std=c17 $(WARNINGS) $(HARDEN) $(CFLAGS.$(VARIANT)) \
             $(PKG_CFLAGS) $(WERROR) $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(LDFLAGS.$(VARIANT)) $(LDFLAGS)
LIBS = $(PKG_LIBS) -lm

SRC   := $(filter-out tui/main.c,$(foreach d,$(FOLDERS),$(wildcard $(d)/*.c)))
OBJ   := $(SRC:%.c=$(O)/%.o) $(O)/store/schema.o
LIB   := $(O)/lib.a
BIN   := $(O)/wardwatch
UNITS := $(shell find tests/unit -name '*_test.c' 2>/dev/null)
UNIT_BINS := $(UNITS:%.c=$(O)/%)
TOOLS := cut damage flood jail send seeds
FUZZ_BIN := $(BUILD)/fuzz/tests/fuzz/fuzz
SUPPORT := $(wildcard tests/support/*.c)
SUPPORT_OBJ := $(SUPPORT:%.c=$(O)/%.o)

all: $(BIN) ## build build/release/wardwatch; installs nothing

$(BIN): $(O)/tui/main.o $(LIB)
	$(call say,link)
	$(hush)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(LIB): $(OBJ)
	@rm -f $@
	$(hush)$(AR) qcs $@ $^

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,cc  )
	$(hush)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The schema files as one C array, in order.
$(O)/store/schema.c: store/schema/HASHES $(wildcard store/schema/*.sql)
	@mkdir -p $(@D)
	@{ echo '#include "store/schema.h"'; \
	   echo 'const char *const schema_sql[] = {'; \
	   for f in $(sort $(filter %.sql,$^)); do sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&\\n"/' $$f; \
	   echo ','; done; echo '0 };'; } > $@

$(O)/store/schema.o: $(O)/store/schema.c
	$(hush)$(CC) $(CPPFLAGS) -std=c17 -O1 $(HARDEN) -c -o $@ $<

$(O)/tests/unit/%: $(O)/tests/unit/%.o $(SUPPORT_OBJ) $(LIB)
	$(call say,link)
	$(hush)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) \
		$(shell $(PKG_CONFIG) --libs cmocka)

.PRECIOUS: $(O)/%.o $(O)/tests/unit/%
-include $(OBJ:.o=.d) $(O)/tui/main.d $(SUPPORT_OBJ:.o=.d) $(UNIT_BINS:=.d)

# ---- set-up -----------------------------------------------------------------

deps: ## install what is missing, named before it happens (Debian)
	@tests/lint/deps.sh $(DEB_BUILD) $(DEB_TEST)

demo: deps ## read the hospital capture of this repo and show what it holds
	@$(MAKE) --no-print-directory -s all
	@tests/lab/demo.sh $(BIN)

# ---- tests ------------------------------------------------------------------

JOBS ?= $(shell nproc)

# Side by side, the long ones first; what each says is said when it ends. The
# others want the machine for themselves.
SIDE_BY_SIDE := check-property check-lab check-peers check-sanitized \
                check-live check-cli check-golden check-findings \
                check-lint check-signatures

check: deps ## everything a change must pass
	@$(MAKE) --no-print-directory check-build
	@$(MAKE) --no-print-directory -s -j$(JOBS) -Otarget \
		$(SIDE_BY_SIDE)
	@$(MAKE) --no-print-directory check-loss fuzz

# What clang builds is what it fuzzes. All that the tests run is built here,
# so that nothing is built side by side.
check-build: ## build with gcc and clang without a warning
	@$(MAKE) --no-print-directory -j$(JOBS) WERROR=-Werror all \
		$(addprefix $(O)/tests/tools/,$(TOOLS))
	@$(MAKE) --no-print-directory -j$(JOBS) WERROR=-Werror \
		VARIANT=fuzz all $(FUZZ_BIN)
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=asan all units

check-sanitized:
	@$(MAKE) --no-print-directory VARIANT=asan check-unit

units: $(UNIT_BINS)

check-unit: $(UNIT_BINS) ## unit tests; VARIANT=asan under sanitizers
	@tests/support/run-units.sh $(UNIT_BINS)

check-signatures: all ## every example and counter of signatures/
	$(BIN) --signatures signatures sig test

check-lint: all ## includes, banned names, imports, lengths, tables
	@tests/lint/run.sh $(O)

check-cli: all $(O)/tests/tools/damage ## exit statuses and messages of the binary
	@for t in tests/cli/*.sh; do sh $$t $(BIN) || exit 1; done

check-golden: all ## captures and the inventory they must give
	@tests/golden/run.sh $(BIN)

check-findings: all ## where each rule fires, and where not
	@tests/findings/coverage $(BIN)

check-property: all $(addprefix $(O)/tests/tools/,cut damage flood) ## workers, pieces, rebuild, ports; worse captures, floods
	@tests/property/run.sh $(BIN) $(O)/tests/tools/cut
	@python3 tests/property/merge.py $(BIN) $(O)/tests/tools/cut
	@python3 tests/property/ports.py $(BIN) $(O)/tests/tools/damage
	@python3 tests/property/degraded.py $(BIN) $(O)/tests/tools/damage \
		tests/lab/degraded
	@python3 tests/property/crowded.py $(BIN)
	@python3 tests/property/flood.py $(BIN) $(O)/tests/tools/flood

check-lab: all ## truth, canaries, hostile and public captures
	@$(MAKE) --no-print-directory -s VARIANT=asan all
	@tests/lab/run.sh $(BIN) $(BUILD)/asan/wardwatch

check-peers: all ## what tshark and nDPI say of the same captures
	@tests/lab/peers.sh $(BIN)

check-live: all $(O)/tests/tools/jail ## namespaces, a mirror and real traffic
	@tests/lab/live.sh $(BIN) $(O)/tests/tools/jail

check-loss: all $(O)/tests/tools/send ## each frame of a mirror is read or counted
	@tests/lab/loss.sh $(BIN) $(O)/tests/tools/send

$(O)/tests/tools/%: tests/tools/%.c $(LIB)
	@mkdir -p $(@D)
	$(hush)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# ---- fuzzing: a target per row of dissectors.def, frames, our own files ------

# The same commit is fuzzed in the same way; FUZZ_SEED=0 takes ways not tried yet.
FUZZ_SECONDS ?= 5
FUZZ_SEED ?= 1
FUZZ ?= $(shell sed -n 's/^DISSECTOR(\(.*\))/\1/p' classify/dissectors.def) frame sig zones mds2 list

fuzz: $(O)/tests/tools/seeds ## FUZZ=dicom FUZZ_SECONDS=20 FUZZ_SEED=0: under sanitizers
	@$(MAKE) --no-print-directory -s VARIANT=fuzz $(FUZZ_BIN)
	@rm -rf $(BUILD)/fuzz/seeds && mkdir -p $(BUILD)/fuzz/seeds
	@$(O)/tests/tools/seeds tests/lab/hospital.pcap.zst $(BUILD)/fuzz/seeds
	@tests/fuzz/run.sh $(FUZZ_BIN) $(FUZZ_SEED) $(FUZZ_SECONDS) $(FUZZ)

$(BUILD)/fuzz/tests/fuzz/fuzz: tests/fuzz/fuzz.c $(SUPPORT_OBJ) $(LIB)
	@mkdir -p $(@D)
	$(hush)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -fsanitize=fuzzer $(ALL_LDFLAGS) \
		-o $@ $^ $(LIBS)

# ---- benchmarks -------------------------------------------------------------

BENCH ?= mix

bench: all $(O)/tests/tools/loop ## BENCH="mix hl7 ..." ROUNDS=5: beside its peers
	@tests/bench/run.sh $(BIN) $(O)/tests/tools/loop $(BENCH)

BENCH_TOOLS := $(addprefix $(O)/tests/tools/,loop feed send million)

bench-more: all $(BENCH_TOOLS) ## BARS="start live ..." ROUNDS=5: growth, workers, live, idle
	@mkdir -p $(BUILD)/bench
	@python3 tests/bench/bars.py $(BIN) $(O)/tests/tools \
		$(BUILD)/bench/bars.json $(BARS)

bench-check: ## the last benchmark against tests/bench/budget.json
	@python3 tests/bench/check.py $(BUILD)/bench/result.json \
		tests/bench/budget.json

# ---- hand-over --------------------------------------------------------------

install: all ## PREFIX=/usr/local DESTDIR=
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man8 \
		$(DESTDIR)$(DATADIR)/signatures $(DESTDIR)$(DATADIR)/examples \
		$(DESTDIR)$(UNITDIR)
	install -m 755 $(BIN) $(DESTDIR)$(BINDIR)/wardwatch
	install -m 644 tui/wardwatch.8 $(DESTDIR)$(MANDIR)/man8/wardwatch.8
	install -m 644 $(wildcard signatures/*) $(DESTDIR)$(DATADIR)/signatures
	install -m 644 tui/wardwatch.conf.example \
		$(DESTDIR)$(DATADIR)/examples/wardwatch.conf
	install -m 644 tests/lab/hospital.pcap.zst $(DESTDIR)$(DATADIR)/examples
	sed 's|/usr/local/bin/|$(BINDIR)/|' tui/wardwatch.service \
		>$(DESTDIR)$(UNITDIR)/wardwatch.service
	chmod 644 $(DESTDIR)$(UNITDIR)/wardwatch.service

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(BINDIR)/wardwatch \
		$(DESTDIR)$(MANDIR)/man8/wardwatch.8 \
		$(DESTDIR)$(UNITDIR)/wardwatch.service \
		$(DESTDIR)$(DATADIR)/examples/wardwatch.conf \
		$(DESTDIR)$(DATADIR)/examples/hospital.pcap.zst \
		$(patsubst %,$(DESTDIR)$(DATADIR)/%,$(wildcard signatures/*))
	-rmdir $(DESTDIR)$(DATADIR)/signatures $(DESTDIR)$(DATADIR)/examples \
		$(DESTDIR)$(DATADIR)

dist: ## build/wardwatch-VERSION.tar.gz, the same octets each time
	@mkdir -p build
	git archive --format=tar --prefix=wardwatch-$(VERSION)/ HEAD | \
		gzip -n > build/wardwatch-$(VERSION).tar.gz
	@sha256sum build/wardwatch-$(VERSION).tar.gz

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t16

clean: ## remove build/
	rm -rf build

.PHONY: all deps demo check check-build check-sanitized units check-unit \
	check-signatures check-lint check-cli check-golden check-findings \
	check-property check-lab check-peers check-live check-loss fuzz bench \
	bench-more bench-check \
	install uninstall dist help clean
