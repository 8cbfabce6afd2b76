/* SPDX-License-Identifier: MIT
 * Which addresses are of the public network, and which origin an address of the web has. */
#include "unit/check_main.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include "core/fetch/fetch_parts.h"

static bool is_public(const char *text)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
	if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
		return fetch_is_public((const struct sockaddr *)&in);
	ck_assert_msg(inet_pton(AF_INET6, text, &in6.sin6_addr) == 1, "%s is no address", text);
	return fetch_is_public((const struct sockaddr *)&in6);
}

/* The first and the last address of each network that is none of the public's, and their neighbours outside. NULL: the
 * neighbour is of another such network, or there is none. */
static const struct {
	const char *before, *first, *last, *behind;
} networks[] = {
	{ NULL, "0.0.0.0", "0.255.255.255", "1.0.0.0" },
	{ "9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0" },
	{ "100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0" },
	{ "126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0" },
	{ "169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0" },
	{ "172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0" },
	{ "191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0" },
	{ "192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0" },
	{ "192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0" },
	{ "192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0" },
	{ "198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0" },
	{ "198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0" },
	{ "203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0" },
	{ "223.255.255.255", "224.0.0.0", "239.255.255.255", NULL },
	{ NULL, "240.0.0.0", "255.255.255.255", NULL },
	{ NULL, "::", "::1", NULL },
	{ NULL, "100::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::" },
	{ "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
	  "2001:200::" },
	{ "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
	  "2001:db9::" },
	{ "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
	  "3fff:1000::" },
	{ "3fff:1000::", "4000::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
	{ NULL, "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
	{ NULL, "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
	{ NULL, "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
};

START_TEST(networks_are_refused_from_their_first_address_to_their_last)
{
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++) {
		const char *before = networks[i].before, *behind = networks[i].behind;
		ck_assert_msg(!is_public(networks[i].first), "%s", networks[i].first);
		ck_assert_msg(!is_public(networks[i].last), "%s", networks[i].last);
		ck_assert_msg(!before || is_public(before), "%s", before);
		ck_assert_msg(!behind || is_public(behind), "%s", behind);
	}
}
END_TEST

/* An IPv4 address in each dress counts as itself; what only looks like one does not. */
static const struct {
	const char *address;
	bool is_public;
} dressed[] = {
	{ "::ffff:127.0.0.1", false }, { "::ffff:10.1.2.3", false },    { "::ffff:169.254.169.254", false },
	{ "::ffff:9.9.9.9", true },    { "64:ff9b::127.0.0.1", false }, { "64:ff9b::192.168.0.1", false },
	{ "64:ff9b::9.9.9.9", true },  { "64:ff9b:1::9.9.9.9", false }, { "2002:7f00:1::", false },
	{ "2002:a00:1::1", false },    { "2002:a9fe:a9fe::1", false },  { "2002:909:909::1", true },
	{ "::127.0.0.1", false },      { "::9.9.9.9", false },          { "::ffff:0:9.9.9.9", false },
	{ "fd00:ec2::254", false },    { "2a00:1450:4001::1", true },   { "2001:4860:4860::8888", true },
};

START_TEST(addresses_within_addresses)
{
	for (size_t i = 0; i < sizeof dressed / sizeof *dressed; i++)
		ck_assert_msg(is_public(dressed[i].address) == dressed[i].is_public, "%s",
		              dressed[i].address);
}
END_TEST

START_TEST(other_families_are_refused)
{
	const struct sockaddr local = { .sa_family = AF_UNIX };
	ck_assert(!fetch_is_public(&local));
}
END_TEST

static const struct {
	const char *url, *origin; /* NULL: none */
} origins[] = {
	{ "http://a.example/feed", "http://a.example" },
	{ "https://a.example", "https://a.example" },
	{ "http://a.example:8080/feed?x=1#y", "http://a.example:8080" },
	{ "http://a.example?x=/y", "http://a.example" },
	{ "http://a.example#x@b.example", "http://a.example" },
	{ "http://reader:sesame@a.example/feed", "http://a.example" },
	{ "http://reader@b.example:se@a.example/feed", "http://a.example" },
	{ "http://[2001:db8::1]:81/x", "http://[2001:db8::1]:81" },
	{ "http://a.example./feed", "http://a.example" },
	{ "https://me:se@a.example.:8443/feed.", "https://a.example:8443" },
	{ "ftp://a.example/feed", NULL },
	{ "file:///etc/passwd", NULL },
	{ "a.example/feed", NULL },
	{ "", NULL },
};

START_TEST(origin_of_an_address)
{
	struct buf out;
	buf_init(&out, 1 << 10);
	for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
		buf_clear(&out);
		const int result = fetch_origin(origins[i].url, &out);
		ck_assert_msg((result == 0) == (origins[i].origin != NULL), "%s", origins[i].url);
		if (origins[i].origin)
			ck_assert_str_eq(out.ptr, origins[i].origin);
	}
	buf_done(&out);
}
END_TEST

static const struct {
	const char *host;
	enum fetch_host_kind kind;
} hosts[] = {
	{ "news.example", FETCH_NAMED_HOST },      { "10.0.0.example", FETCH_NAMED_HOST },
	{ "", FETCH_NAMED_HOST },                  { "localhost", FETCH_LOCAL_HOST },
	{ "A.LocalHost", FETCH_LOCAL_HOST },       { "nolocalhost", FETCH_NAMED_HOST },
	{ "11.22.33.44", FETCH_PUBLIC_ADDRESS },   { "10.0.0.1", FETCH_PRIVATE_ADDRESS },
	{ "127.0.0.1", FETCH_PRIVATE_ADDRESS },    { "2606:4700::1", FETCH_PUBLIC_ADDRESS },
	{ "::1", FETCH_PRIVATE_ADDRESS },          { "::ffff:10.0.0.1", FETCH_PRIVATE_ADDRESS },
	{ "fe80::1%eth0", FETCH_PRIVATE_ADDRESS }, { "::ffff:11.22.33.44", FETCH_PUBLIC_ADDRESS },
	{ "localhost.", FETCH_LOCAL_HOST },        { "a.localhost.", FETCH_LOCAL_HOST },
	{ "10.0.0.1.", FETCH_PRIVATE_ADDRESS },    { "news.example.", FETCH_NAMED_HOST },
};

START_TEST(hosts_are_known_before_they_are_looked_up)
{
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		ck_assert_msg(fetch_host_kind(str_c(hosts[i].host)) == hosts[i].kind, "%s", hosts[i].host);
}
END_TEST

START_TEST(host_of_an_address)
{
	static const char *const parts[][2] = {
		{ "http://a.example/feed", "a.example" },          { "https://a.example:8443?x", "a.example" },
		{ "http://me:se@a.example:80/b@c:d", "a.example" }, { "http://[2001:db8::1]:81/x", "2001:db8::1" },
		{ "http://127.0.0.1:8080", "127.0.0.1" },          { "ftp://a.example/", "" },
		{ "a.example", "" },                               { "", "" },
		{ "http://a.example.:80/b.", "a.example" },        { "http://a.example.", "a.example" },
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		ck_assert_msg(str_eq(fetch_host_part(str_c(parts[i][0])), str_c(parts[i][1])), "%s", parts[i][0]);
}
END_TEST

TEST_MAIN("guard", networks_are_refused_from_their_first_address_to_their_last, addresses_within_addresses,
          other_families_are_refused, origin_of_an_address, hosts_are_known_before_they_are_looked_up,
          host_of_an_address)
