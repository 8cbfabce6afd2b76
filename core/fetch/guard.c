/* SPDX-License-Identifier: MIT
 * Which addresses are not of the public network: what a hostile feed or redirect would point at. After the registries of
 * special-purpose addresses (RFC 6890 and its updates). Cloud metadata services stand in link-local 169.254.0.0/16,
 * fd00::/8 and 100.64.0.0/10, which are among them. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "core/fetch/fetch_parts.h"

struct network {
	uint8_t bytes[16];
	unsigned bits;
};

static const struct network v4[] = {
	{ { 0 }, 8 },             /* this network */
	{ { 10 }, 8 },            /* private */
	{ { 100, 64 }, 10 },      /* shared by carriers */
	{ { 127 }, 8 },           /* loopback */
	{ { 169, 254 }, 16 },     /* link-local */
	{ { 172, 16 }, 12 },      /* private */
	{ { 192, 0, 0 }, 24 },    /* protocol assignments */
	{ { 192, 0, 2 }, 24 },    /* documentation */
	{ { 192, 88, 99 }, 24 },  /* 6to4 relays, gone */
	{ { 192, 168 }, 16 },     /* private */
	{ { 198, 18 }, 15 },      /* benchmarks */
	{ { 198, 51, 100 }, 24 }, /* documentation */
	{ { 203, 0, 113 }, 24 },  /* documentation */
	{ { 224 }, 4 },           /* multicast */
	{ { 240 }, 4 },           /* reserved, broadcast */
};

/* Of IPv6 only 2000::/3 is in use; these are special within it. */
static const struct network v6[] = {
	{ { 0x20, 0x01, 0x00 }, 23 },       /* protocol assignments, Teredo among them */
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* documentation */
	{ { 0x3f, 0xff }, 20 },             /* documentation */
};

static bool is_within(const uint8_t *address, const struct network *network)
{
	const unsigned whole = network->bits / 8, rest = network->bits % 8;
	if (memcmp(address, network->bytes, whole))
		return false;
	const uint8_t mask = (uint8_t)(0xFF00 >> rest);
	return !rest || (address[whole] & mask) == (network->bytes[whole] & mask);
}

static bool is_listed(const uint8_t *address, const struct network *networks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_within(address, &networks[i]))
			return true;
	return false;
}

static bool is_public_v4(const uint8_t *address)
{
	return !is_listed(address, v4, sizeof v4 / sizeof *v4);
}

/* An IPv4 address within an IPv6 one, however it is dressed, counts as itself. */
static const uint8_t *embedded_v4(const uint8_t *address)
{
	static const uint8_t mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };
	static const uint8_t nat64[12] = { 0x00, 0x64, 0xFF, 0x9B };
	if (!memcmp(address, mapped, 12) || !memcmp(address, nat64, 12))
		return address + 12;
	return address[0] == 0x20 && address[1] == 0x02 ? address + 2 : NULL; /* 6to4 */
}

static bool is_public_v6(const uint8_t *address)
{
	const uint8_t *inner = embedded_v4(address);
	if (inner)
		return is_public_v4(inner);
	return (address[0] & 0xE0) == 0x20 && !is_listed(address, v6, sizeof v6 / sizeof *v6);
}

bool fetch_is_public(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;
		memcpy(&in, address, sizeof in);
		return is_public_v4((const uint8_t *)&in.sin_addr);
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;
		memcpy(&in6, address, sizeof in6);
		return is_public_v6((const uint8_t *)&in6.sin6_addr);
	}
	return false; /* sockets of the file system and the like */
}

static bool is_public_text(const char *text, bool *out_is_address)
{
	struct in_addr in;
	struct in6_addr in6;
	*out_is_address = true;
	if (inet_pton(AF_INET, text, &in) == 1)
		return is_public_v4((const uint8_t *)&in);
	if (inet_pton(AF_INET6, text, &in6) == 1)
		return is_public_v6((const uint8_t *)&in6);
	*out_is_address = false;
	return true;
}

/* A zone ("%eth0") stands behind addresses of the own link alone; a dot behind a name (or address) changes nothing. */
enum fetch_host_kind fetch_host_kind(struct str host)
{
	char text[INET6_ADDRSTRLEN];
	host = fetch_host_bare(host);
	const struct str address = str_slice(host, 0, str_chr(host, '%'));
	bool is_address;
	if (str_eq_nocase(host, STR("localhost")) || str_ends_nocase(host, STR(".localhost")))
		return FETCH_LOCAL_HOST;
	if (address.len >= sizeof text)
		return FETCH_NAMED_HOST;
	memcpy(text, address.ptr, address.len);
	text[address.len] = '\0';
	const bool is_public = is_public_text(text, &is_address);
	if (!is_address)
		return FETCH_NAMED_HOST;
	return is_public ? FETCH_PUBLIC_ADDRESS : FETCH_PRIVATE_ADDRESS;
}
