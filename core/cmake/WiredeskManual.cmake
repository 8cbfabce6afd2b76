# SPDX-License-Identifier: MIT
# wiredesk_manual(FILE [NAME]): makes the manual page NAME.SECTION from FILE (NAME.SECTION.md) and installs it.
# lowdown is the converter: small, and its input is plain Markdown that also reads well in the tree.
find_program(LOWDOWN lowdown)

function(wiredesk_manual FILE)
	if(NOT LOWDOWN)
		message(STATUS "lowdown not found: ${FILE} is not made into a manual page")
		return()
	endif()
	string(REGEX MATCH "^(.*)\\.([0-9])\\.md$" whole ${FILE})
	get_filename_component(name ${CMAKE_MATCH_1} NAME)
	set(section ${CMAKE_MATCH_2})
	if(ARGC GREATER 1)
		set(name ${ARGV1})
	endif()
	set(page ${CMAKE_BINARY_DIR}/man/${name}.${section})
	add_custom_command(OUTPUT ${page}
		COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/man
		COMMAND ${LOWDOWN} -s -Tman --parse-no-intraemph -M "title=${name}" -M "section=${section}" -M "source=wiredesk ${PROJECT_VERSION}"
			-o ${page} ${CMAKE_CURRENT_SOURCE_DIR}/${FILE}
		DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${FILE} VERBATIM)
	string(REPLACE "." "_" target "man_${name}_${section}")
	add_custom_target(${target} ALL DEPENDS ${page})
	install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endfunction()
