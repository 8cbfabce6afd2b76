# SPDX-License-Identifier: MIT
# What an author of plugins needs outside the tree: the header, its manual, wiredesk.pc and find_package(wiredesk).
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/wiredesk)
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

add_library(wiredesk_plugin_api INTERFACE)
add_library(wiredesk::plugin ALIAS wiredesk_plugin_api)
set_target_properties(wiredesk_plugin_api PROPERTIES EXPORT_NAME plugin)
target_compile_features(wiredesk_plugin_api INTERFACE c_std_11)
target_include_directories(wiredesk_plugin_api INTERFACE
	$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

install(FILES include/wiredesk/plugin.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/wiredesk COMPONENT development)
install(TARGETS wiredesk_plugin_api EXPORT wiredesk COMPONENT development)
install(EXPORT wiredesk NAMESPACE wiredesk:: FILE wiredeskTargets.cmake DESTINATION ${package_dir}
	COMPONENT development)

configure_package_config_file(core/cmake/wiredeskConfig.cmake.in ${CMAKE_BINARY_DIR}/wiredeskConfig.cmake
	INSTALL_DESTINATION ${package_dir} NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/wiredeskConfigVersion.cmake COMPATIBILITY SameMajorVersion
	ARCH_INDEPENDENT)
install(FILES ${CMAKE_BINARY_DIR}/wiredeskConfig.cmake ${CMAKE_BINARY_DIR}/wiredeskConfigVersion.cmake
	core/cmake/WiredeskPlugin.cmake DESTINATION ${package_dir} COMPONENT development)

# The prefix is told from where the file lies, so that a copied tree works.
file(RELATIVE_PATH PREFIX_FROM_PC /${pkgconfig_dir} /)
string(REGEX REPLACE "/$" "" PREFIX_FROM_PC "${PREFIX_FROM_PC}")
configure_file(core/cmake/wiredesk.pc.in ${CMAKE_BINARY_DIR}/wiredesk.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/wiredesk.pc DESTINATION ${pkgconfig_dir} COMPONENT development)

wiredesk_manual(include/wiredesk/plugin.3.md wiredesk-plugin)
