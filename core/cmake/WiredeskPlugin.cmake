# SPDX-License-Identifier: MIT
# wiredesk_plugin(NAME [SOURCE...] [LIBRARIES LIB...])
#
# Builds the plugin NAME from the sources given (default: every .c file of the folder) as NAME.so, with one
# exported symbol and none of the host's, and installs it with its manual page NAME.7.md, if there is one.
# Out of the tree the same function comes with find_package(wiredesk).
include_guard()
include(GNUInstallDirs)

function(wiredesk_plugin NAME)
	cmake_parse_arguments(ARG "" "" "LIBRARIES" ${ARGN})
	set(sources ${ARG_UNPARSED_ARGUMENTS})
	if(NOT sources)
		file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.c)
	endif()
	add_library(${NAME} MODULE ${sources})
	set_target_properties(${NAME} PROPERTIES PREFIX "" C_VISIBILITY_PRESET hidden
		LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins)
	if(TARGET wiredesk_flags)
		target_link_libraries(${NAME} PRIVATE wiredesk_flags)
		target_include_directories(${NAME} PRIVATE ${PROJECT_SOURCE_DIR}/include)
	else()
		target_link_libraries(${NAME} PRIVATE wiredesk::plugin)
	endif()
	target_link_libraries(${NAME} PRIVATE ${ARG_LIBRARIES})
	if(NOT WIREDESK_SANITIZE)
		target_link_options(${NAME} PRIVATE -Wl,-z,defs)
	endif()
	install(TARGETS ${NAME} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/wiredesk/plugins)
	if(COMMAND wiredesk_manual AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${NAME}.7.md)
		wiredesk_manual(${NAME}.7.md wiredesk-${NAME})
	endif()
endfunction()
