#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints html_entities_table.h: HTML's named character references, of which Python's library has the standard's list.

	python3 core/normalize/html_entities.py > core/normalize/html_entities_table.h
"""
from html.entities import html5

def row(name, text):
	codes = [ord(c) for c in text] + [0]
	return '\t{ "%s", 0x%X, 0x%X },' % (name, codes[0], codes[1])

def table(title, comment, names):
	print('/* %s */' % comment)
	print('static const struct html_entity %s[] = {' % title)
	for name in sorted(names):
		print(row(name, names[name]))
	print('};')

whole = {name[:-1]: text for name, text in html5.items() if name.endswith(';')}
legacy = {name: text for name, text in html5.items() if not name.endswith(';')}

print('''/* SPDX-License-Identifier: MIT
 * Made by html_entities.py: the named character references of the HTML standard, sorted by name. */
#ifndef CORE_NORMALIZE_HTML_ENTITIES_TABLE_H
#define CORE_NORMALIZE_HTML_ENTITIES_TABLE_H
#include <stdint.h>

struct html_entity {
	const char *name;
	uint32_t code, second; /* second: 0 where there is one code point */
};
''')
table('whole_names', 'With their semicolon.', whole)
print()
table('legacy_names', 'Those that may stand without.', legacy)
print('\n#endif')
