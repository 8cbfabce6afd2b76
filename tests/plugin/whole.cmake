# SPDX-License-Identifier: MIT
# The host's table calls into nearly every module, so what links it waits until the last of them is in the tree: sets
# host_is_whole. To be taken out then.
file(GLOB host_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/core/article/*.c ${PROJECT_SOURCE_DIR}/core/normalize/*.c)
set(host_is_whole TRUE)
foreach(function IN ITEMS normalize_article html_to_blocks html_to_text html_sanitize byline_to_authors record_to_ninjs
		record_to_text)
	set(definition "")
	foreach(source IN LISTS host_sources)
		file(STRINGS ${source} found REGEX "^[a-z].*[ *]${function}\\([^;]*$" LIMIT_COUNT 1)
		string(APPEND definition "${found}")
	endforeach()
	if(NOT definition)
		message(STATUS "${function}() is not there yet: the tests of plugins wait for it")
		set(host_is_whole FALSE)
	endif()
endforeach()
