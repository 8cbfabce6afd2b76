# SPDX-License-Identifier: MIT
# What every target of the tree is built with.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_package(PkgConfig REQUIRED)
pkg_check_modules(XML2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(UV REQUIRED IMPORTED_TARGET libuv)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(FYAML REQUIRED IMPORTED_TARGET libfyaml)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(PSL REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(TEXTCAT REQUIRED IMPORTED_TARGET libexttextcat)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)

# Compile options that hold for host, plugins and tests alike.
add_library(wiredesk_flags INTERFACE)
target_compile_definitions(wiredesk_flags INTERFACE _GNU_SOURCE)
target_compile_options(wiredesk_flags INTERFACE
	-Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual
	-Wwrite-strings -Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough -fno-common)
if(WIREDESK_WERROR)
	target_compile_options(wiredesk_flags INTERFACE -Werror)
endif()
if(WIREDESK_SANITIZE)
	target_compile_options(wiredesk_flags INTERFACE
		-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
	target_link_options(wiredesk_flags INTERFACE -fsanitize=address,undefined)
endif()
