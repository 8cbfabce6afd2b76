/* SPDX-License-Identifier: MIT
 * The names of wiredesk-record(5), and what they are to the host. */
#include <string.h>

#include "rules.h"
#include "yaml.h"

#define END                                                                                                  \
	{                                                                                                    \
		NULL, 0, false, 0                                                                            \
	}

const struct field_name article_fields[] = {
	{ "guid", WD_GUID, false, 0 },
	{ "url", WD_URL, false, 0 },
	{ "canonical_url", WD_CANONICAL_URL, false, 0 },
	{ "title", WD_TITLE, false, 0 },
	{ "subtitle", WD_SUBTITLE, false, 0 },
	{ "slugline", WD_SLUGLINE, false, 0 },
	{ "summary", WD_SUMMARY, false, 0 },
	{ "summary_html", WD_SUMMARY_HTML, false, WD_SUMMARY_HTML },
	{ "body", WD_BODY, false, WD_BODY_HTML },
	{ "byline", WD_BYLINE, false, 0 },
	{ "author", WD_AUTHOR, true, 0 },
	{ "agency", WD_AGENCY, false, 0 },
	{ "credit", WD_CREDIT, false, 0 },
	{ "copyright", WD_COPYRIGHT, false, 0 },
	{ "usage_terms", WD_USAGE_TERMS, false, 0 },
	{ "license", WD_LICENSE, false, 0 },
	{ "tdm_reserved", WD_TDM_RESERVED, false, 0 },
	{ "access", WD_ACCESS, false, 0 },
	{ "published_at", WD_PUBLISHED, false, 0 },
	{ "updated_at", WD_UPDATED, false, 0 },
	{ "embargo_until", WD_EMBARGO, false, 0 },
	{ "expires_at", WD_EXPIRES, false, 0 },
	{ "language", WD_LANGUAGE, false, 0 },
	{ "sections", WD_SECTION, true, 0 },
	{ "genres", WD_GENRE, true, 0 },
	{ "keywords", WD_KEYWORD, true, 0 },
	{ "status", WD_STATUS, false, 0 },
	{ "change", WD_CHANGE, false, 0 },
	{ "urgency", WD_URGENCY, false, 0 },
	{ "source_version", WD_SOURCE_VERSION, false, 0 },
	{ "ednote", WD_EDNOTE, false, 0 },
	{ "comments_url", WD_COMMENTS_URL, false, 0 },
	{ "image", WD_IMAGE, false, 0 },
	{ "warnings", WD_WARNING, true, 0 },
	END,
};

static const struct field_name media[] = {
	{ "url", WD_URL, false, 0 },
	{ "media_type", WD_MEDIA_TYPE, false, 0 },
	{ "medium", WD_MEDIUM, false, 0 },
	{ "role", WD_ROLE, false, 0 },
	{ "title", WD_TITLE, false, 0 },
	{ "caption", WD_CAPTION, false, 0 },
	{ "credit", WD_CREDIT, false, 0 },
	{ "alt", WD_ALT, false, 0 },
	{ "width", WD_WIDTH, false, 0 },
	{ "height", WD_HEIGHT, false, 0 },
	{ "bytes", WD_BYTES, false, 0 },
	{ "duration", WD_DURATION, false, 0 },
	END,
};

static const struct field_name related[] = {
	{ "url", WD_URL, false, 0 },
	{ "title", WD_TITLE, false, 0 },
	{ "summary", WD_SUMMARY, false, 0 },
	END,
};

static const struct field_name authors[] = {
	{ "name", WD_NAME, false, 0 },
	{ "email", WD_EMAIL, false, 0 },
	{ "url", WD_URL, false, 0 },
	{ "role", WD_ROLE, false, 0 },
	END,
};

static const struct field_name references[] = {
	{ "rel", WD_REL, false, 0 }, { "marker", WD_MARKER, false, 0 }, { "guid", WD_GUID, false, 0 },
	{ "url", WD_URL, false, 0 }, { "title", WD_TITLE, false, 0 },   END,
};

static const struct field_name subjects[] = {
	{ "scheme", WD_SCHEME, false, 0 },
	{ "code", WD_CODE, false, 0 },
	{ "name", WD_NAME, false, 0 },
	END,
};

static const struct field_name dateline[] = {
	{ "place", WD_PLACE, false, 0 },
	{ "date", WD_DATE, false, 0 },
	{ "text", WD_TEXT, false, 0 },
	END,
};

static const struct field_name translations[] = {
	{ "language", WD_LANGUAGE, false, 0 },
	{ "url", WD_URL, false, 0 },
	END,
};

static const struct field_name origin[] = {
	{ "title", WD_TITLE, false, 0 },
	{ "url", WD_URL, false, 0 },
	END,
};

static const struct field_name page[] = {
	{ "class", WD_CLASS, false, 0 },
	{ "complete", WD_COMPLETE, false, 0 },
	{ "why", WD_WHY, true, 0 },
	END,
};

const struct part_name part_names[] = {
	{ "media", WD_MEDIA, false, media },
	{ "related", WD_RELATED, false, related },
	{ "authors", WD_AUTHORS, false, authors },
	{ "references", WD_REFERENCE, false, references },
	{ "subjects", WD_SUBJECT, false, subjects },
	{ "translations", WD_TRANSLATION, false, translations },
	{ "dateline", WD_DATELINE, true, dateline },
	{ "origin", WD_ORIGIN, true, origin },
	{ "page", WD_PAGE, true, page },
	{ NULL, 0, false, NULL },
};

const struct field_name *field_find(const struct field_name *names, const char *name)
{
	for (; names->name; names++)
		if (!strcmp(names->name, name))
			return names;
	return NULL;
}

const char *field_nearest(const struct field_name *names, const char *name, unsigned *least)
{
	const char *nearest = NULL;
	for (; names->name; names++) {
		const unsigned distance = name_distance(name, names->name);
		if (distance < *least) {
			*least = distance;
			nearest = names->name;
		}
	}
	return nearest;
}

const struct part_name *part_find(const char *name)
{
	for (const struct part_name *part = part_names; part->name; part++)
		if (!strcmp(part->name, name))
			return part;
	return NULL;
}

const char *name_nearest(const char *name, unsigned *least)
{
	const char *nearest = field_nearest(article_fields, name, least);
	for (const struct part_name *part = part_names; part->name; part++) {
		const unsigned distance = name_distance(name, part->name);
		if (distance < *least) {
			*least = distance;
			nearest = part->name;
		}
	}
	return nearest;
}
