/* SPDX-License-Identifier: MIT
 * How addresses are fetched: the keys of "fetch", and what would otherwise be told at the first request only. */
#include <errno.h>
#include <unistd.h>

#include "core/config/loading.h"
#include "core/fetch/fetch.h"
#include "core/normalize/normalize.h"

static const struct wd_opt keys[] = {
	WD_INT(struct config_fetch, connections, "64", "1..1000", "transfers at once"),
	WD_INT(struct config_fetch, per_host, "2", "1..100", "of them of one host"),
	{ "pace", WD_OPT_DURATION, 0, offsetof(struct config_fetch, pace_ms), "1s", "0..1h",
	  "between two requests to one host" },
	{ "connect", WD_OPT_DURATION, 0, offsetof(struct config_fetch, connect_ms), "10s", "10ms..1h",
	  "to find and reach a host" },
	{ "total", WD_OPT_DURATION, 0, offsetof(struct config_fetch, total_ms), "30s", "10ms..1d",
	  "for a request and its redirects" },
	{ "stall", WD_OPT_DURATION, 0, offsetof(struct config_fetch, stall_ms), "15s", "1s..1h",
	  "with less than 100 bytes a second" },
	WD_SIZE(struct config_fetch, body_limit, "20MiB", "1kB..2GB", "of a body, decompressed"),
	WD_SIZE(struct config_fetch, header_limit, "64KiB", "1kB..1MB", "of the headers of an answer"),
	WD_INT(struct config_fetch, redirects, "5", "1..20", "in a row"),
	WD_BOOL(struct config_fetch, allow_private, "no",
	        "addresses of loopback, private and link-local networks"),
	WD_BOOL(struct config_fetch, allow_downgrade, "no", "redirects from https to http"),
	WD_PATH(struct config_fetch, ca_file, NULL, "certificates that are trusted, instead of the system's"),
	WD_STR(struct config_fetch, proxy, NULL, "URL of a proxy for all requests"),
	WD_STR(struct config_fetch, user_agent, NULL, "instead of wiredesk/VERSION (+contact)"),
	WD_LIST(struct config_fetch, resolve, NULL, "HOST:PORT:ADDRESS, instead of asking the name service"),
	WD_OPT_END
};

/* --- names that are not looked up */

/* What is wrong with an entry, as libcurl reads it ("[+]HOST:PORT:ADDRESS[,ADDRESS]…"); NULL: nothing. It
 * drops what it does not understand, or fails each request. */
static const char *fault_of_addresses(struct arena *arena, struct str addresses)
{
	struct str address;
	if (!addresses.len)
		return "it names no address";
	while (str_next(&addresses, ',', &address)) {
		const bool is_bracketed = str_starts(address, STR("[")) && str_ends(address, STR("]"));
		const struct str bare = is_bracketed ? str_slice(address, 1, address.len - 1) : address;
		const enum fetch_host_kind kind = fetch_host_kind(bare);
		if (kind != FETCH_PUBLIC_ADDRESS && kind != FETCH_PRIVATE_ADDRESS)
			return arena_printf(arena, "\"%.*s\" is no IPv4 or IPv6 address", STR_ARG(address));
	}
	return NULL;
}

static const char *fault_of_entry(struct arena *arena, struct str entry)
{
	struct str rest = str_starts(entry, STR("+")) ? str_from(entry, 1) : entry, host, port;
	int64_t number;
	str_next(&rest, ':', &host);
	if (str_starts(host, STR("-")))
		return "there is nothing that \"-\" could take away";
	if (!host.len)
		return "it names no host";
	if (str_chr(host, '/') != STR_NONE || str_starts(rest, STR("//")))
		return "a host stands there without scheme and path";
	if (!str_next(&rest, ':', &port) || !port.len || port.len > 5 || !str_to_int(port, &number) ||
	    number < 1 || number > 65535)
		return "it names no port of 1 to 65535 behind the host";
	return fault_of_addresses(arena, rest);
}

static void check_resolve(struct loading *loading, const struct tree_node *list)
{
	const size_t count = !list ? 0 : list->kind == TREE_LIST ? list->count : 1;
	for (size_t i = 0; i < count; i++) {
		const struct tree_node *item = list->kind == TREE_LIST ? list->items[i] : list;
		if (item->kind != TREE_SCALAR || item->is_empty) /* which has been told */
			continue;
		const char *fault = fault_of_entry(&loading->schema.config->arena, item->text);
		if (fault)
			report_at(loading->schema.report, item,
			          "resolve is \"%s\": %s; write it as HOST:PORT:ADDRESS, such as "
			          "news.example:443:192.0.2.7",
			          item->text.ptr, fault);
	}
}

/* --- the proxy */

/* With a scheme always: libcurl would do without, but then nobody could tell where a name and password begin. */
static bool is_proxy(const char *proxy)
{
	static const char *const schemes[] = { "http", "https", "socks4", "socks4a", "socks5", "socks5h" };
	struct str rest = str_c(proxy);
	const size_t at = str_find(rest, STR("://"));
	bool is_known = false;
	if (at == STR_NONE)
		return false;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		is_known |= str_eq_nocase(str_slice(rest, 0, at), str_c(schemes[i]));
	rest = str_from(rest, at + 3);
	return is_known && rest.len && !strpbrk(rest.ptr, " \t\r\n") && rest.ptr[0] != '/' &&
	       rest.ptr[0] != ':';
}

/* Who asks a proxy neither looks a name up nor connects: where that leads is the proxy's to refuse. */
static void check_proxy(struct loading *loading, const struct tree_node *node)
{
	const struct config_fetch *fetch = &loading->schema.config->fetch;
	if (!node || !fetch->proxy)
		return;
	if (!is_proxy(fetch->proxy))
		report_at(loading->schema.report, node,
		          "proxy is \"%s\"; write it as http://HOST:PORT, or with https, socks4, socks4a, "
		          "socks5 or socks5h",
		          url_for_message(str_c(fetch->proxy), &loading->schema.config->arena));
	else if (!fetch->allow_private)
		report_note(loading->schema.report, node,
		            "a proxy looks names up and connects by itself: private addresses that a name or "
		            "redirect leads to "
		            "are its to refuse, only those that stand in an address are refused here; "
		            "\"allow_private: yes\" "
		            "leaves it all to the proxy");
}

/* --- all of it */

static void check_ca_file(struct loading *loading, const struct tree_node *node)
{
	const char *path = loading->schema.config->fetch.ca_file;
	if (node && path && access(path, R_OK))
		report_at(loading->schema.report, node, "ca_file %s cannot be read: %s", path,
		          strerror(errno));
}

void loading_check_header(struct loading *loading, const struct tree_node *node, const char *key)
{
	if (node && node->kind == TREE_SCALAR && strpbrk(node->text.ptr, "\r\n"))
		report_at(loading->schema.report, node,
		          "%s has more than one line; it stands in a header of each request, where one is "
		          "all there is room "
		          "for",
		          key);
}

void loading_fetch(struct loading *loading)
{
	const struct tree_node *map = tree_get(loading->files.at[0], "fetch");
	loading_map(loading, "fetch", keys, &loading->schema.config->fetch);
	check_resolve(loading, tree_get(map, "resolve"));
	check_proxy(loading, tree_get(map, "proxy"));
	check_ca_file(loading, tree_get(map, "ca_file"));
	loading_check_header(loading, tree_get(map, "user_agent"), "user_agent");
}
