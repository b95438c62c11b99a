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
PKG_CONFIG ?= pkg-config

FOLDERS  := capture/base capture classify classify/proto store tui
PKGS     := libpcap libndpi sqlite3 ncursesw libcrypto zlib libzstd jansson \
            libseccomp libpcre2-8 libcap-ng
# What plain Debian 12 lacks to build and to test; `make deps` installs it.
DEB_BUILD := pkg-config libpcap-dev libndpi-dev libsqlite3-dev libncurses-dev \
             libssl-dev zlib1g-dev libzstd-dev libjansson-dev libseccomp-dev \
             libpcre2-dev libcap-ng-dev ieee-data
DEB_TEST  := libcmocka-dev clang libclang-rt-14-dev iproute2 tmux sqlite3 \
             mandoc zstd dcmtk tcpdump tcpreplay procps

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual -Wvla \
            -Wstrict-prototypes -Wmissing-prototypes -Wformat=2
HARDEN   := -fstack-protector-strong -fPIE
CFLAGS.release := -O2 -g -D_FORTIFY_SOURCE=2
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

override CPPFLAGS += -I. -I$(O) -D_GNU_SOURCE -DWW_VERSION='"$(VERSION)"' \
                     -DWW_DATADIR='"$(DATADIR)"'
ALL_CFLAGS = -std=c17 $(WARNINGS) $(HARDEN) $(CFLAGS.$(VARIANT)) \
             $(shell $(PKG_CONFIG) --cflags $(PKGS) | sed 's/-I/-isystem /g') \
             $(WERROR) $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(LDFLAGS.$(VARIANT)) $(LDFLAGS)
LIBS = $(shell $(PKG_CONFIG) --libs $(PKGS)) -lm

SRC   := $(filter-out tui/main.c,$(foreach d,$(FOLDERS),$(wildcard $(d)/*.c)))
OBJ   := $(SRC:%.c=$(O)/%.o) $(O)/store/schema.o
LIB   := $(O)/lib.a
BIN   := $(O)/wardwatch
UNITS := $(shell find tests/unit -name '*_test.c' 2>/dev/null)
UNIT_BINS := $(UNITS:%.c=$(O)/%)
SUPPORT := $(wildcard tests/support/*.c)
SUPPORT_OBJ := $(SUPPORT:%.c=$(O)/%.o)

all: $(BIN) ## build build/release/wardwatch; installs nothing

$(BIN): $(O)/tui/main.o $(LIB)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(LIB): $(OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The schema files as one C array, in order.
$(O)/store/schema.c: $(wildcard store/schema/*.sql)
	@mkdir -p $(@D)
	@{ echo '#include "store/schema.h"'; \
	   echo 'const char *const schema_sql[] = {'; \
	   for f in $(sort $^); do sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&\\n"/' $$f; \
	   echo ','; done; echo '0 };'; } > $@

$(O)/store/schema.o: $(O)/store/schema.c
	$(CC) $(CPPFLAGS) -std=c17 -O1 $(HARDEN) -c -o $@ $<

$(O)/tests/unit/%: $(O)/tests/unit/%.o $(SUPPORT_OBJ) $(LIB)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) \
		$(shell $(PKG_CONFIG) --libs cmocka)

.PRECIOUS: $(O)/%.o
-include $(OBJ:.o=.d) $(O)/tui/main.d $(SUPPORT_OBJ:.o=.d) $(UNIT_BINS:=.d)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t16

clean: ## remove build/
	rm -rf build

.PHONY: all help clean
