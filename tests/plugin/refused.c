/* SPDX-License-Identifier: MIT
 * Plugins that the handshake is about: one file, compiled once for each case (CMakeLists.txt), NAME and CASE
 * given. */
#include <wiredesk/plugin.h>

#define GOOD          0
#define NEWER_API     1 /* needs an API that this host does not have */
#define USED_TAIL     2 /* a longer descriptor, whose new member is set */
#define UNUSED_TAIL   3 /* a longer descriptor, whose new member is not */
#define OLDER         4 /* a shorter descriptor; what lies behind it is none of the host's business */
#define NO_SYMBOL     5
#define OTHER_NAME    6
#define OTHER_KIND    7
#define NO_PARSE      8
#define BAD_DEFAULT   9
#define NO_VERSION    10
#define NO_DESCRIPTOR 11
#define ANOTHER_SINK  12

struct options {
	int64_t n;
};

static const struct wd_opt options[] = {
	WD_INT(struct options, n, CASE == BAD_DEFAULT ? "900" : "5", "1..500", "a number"), WD_OPT_END
};

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	(void)job, (void)doc, (void)opts, (void)self;
	return WD_OK;
}

static enum wd_verdict write_all(wd_job *job, const struct wd_batch *batch, void *self)
{
	(void)job, (void)batch, (void)self;
	return WD_OK;
}

static const struct {
	struct wd_plugin plugin;
	const void *tail;
} self = {
	.plugin = {
		.size = CASE == OLDER ? offsetof(struct wd_plugin, write)
				      : sizeof(struct wd_plugin) +
						(CASE == USED_TAIL || CASE == UNUSED_TAIL ? sizeof(void *) : 0),
		.api = CASE == NEWER_API ? WD_API + 1 : WD_API,
		.kind = CASE == OTHER_KIND ? 7 : CASE == ANOTHER_SINK ? WD_KIND_SINK : WD_KIND_PARSER,
		.name = CASE == OTHER_NAME ? "somebody" : NAME,
		.version = CASE == NO_VERSION ? NULL : "1.0",
		.options = options,
		.options_size = sizeof(struct options),
		.parse = CASE == NO_PARSE ? NULL : parse,
		.write = write_all,
	},
	.tail = CASE == USED_TAIL ? options : NULL,
};

#if CASE != NO_SYMBOL
const struct wd_plugin *wd_plugin_1(const struct wd_host *host)
{
	(void)host;
	return CASE == NO_DESCRIPTOR ? NULL : &self.plugin;
}
#else
__attribute__((visibility("default"))) const void *wd_plugin_0(void);
const void *wd_plugin_0(void)
{
	return &self;
}
#endif
