/* SPDX-License-Identifier: MIT
 * Each rule looks for one kind of page; the first that finds it decides. Bot checks and consent pages come first: they
 * must never pass for an article. */
#include "class.h"

#include <strings.h>

#include "../common/lines.h"
#include "meta.h"
#include "words.h"

enum {
	FEW_WORDS = 120,  /* in the whole page's long texts: a page with less says one thing */
	STORY_WORDS = 80, /* a text with as many is one */
	MANY_TEASERS = 12,
	LINE_MOST = 400 /* bytes that phrases are looked for in */
};

struct look {
	const struct evidence *evidence;
	const struct page *page;
	const struct findings *findings;
	struct verdict *verdict;
	const char *title;
	size_t words, long_words, teasers, link_words, story; /* story: words of the body that are no links */
	size_t led_words; /* of those, right below a headline that leads elsewhere */
	bool has_password, has_article_data;
};

static void say_why(struct verdict *verdict, const char *code)
{
	if (verdict->why_count < sizeof verdict->why / sizeof *verdict->why)
		verdict->why[verdict->why_count++] = code;
}

static bool title_has(const struct look *look, const char *const *phrases)
{
	return look->title && strlen(look->title) < LINE_MOST && text_has_any(look->title, phrases);
}

/* Whether one of the page's lines, of those that are not too long, has a phrase. */
static bool page_has(const struct look *look, const char *const *phrases)
{
	for (size_t i = 0; i < look->page->blocks.count && i < 400; i++)
		if (look->page->blocks.at[i].length < LINE_MOST &&
		    text_has_any(block_text(look->page, i), phrases))
			return true;
	return false;
}

/* Whether an element that is seen bears one of the words in its class and has so many lines in it. */
static bool has_mark(const struct look *look, const char *const *marks, uint32_t blocks_least)
{
	uint32_t hashes[8];
	size_t count = 0;
	for (; marks[count]; count++)
		hashes[count] = word_hash(marks[count]);
	for (size_t i = 0; i < look->page->elements.count; i++) {
		const struct element *e = &look->page->elements.at[i];
		if (e->end_block - e->first_block >= blocks_least && !(e->within & IN_HIDDEN) &&
		    page_has_mark(look->page, e, hashes, count))
			return true;
	}
	return false;
}

/* --- what such pages say, as whole words in small letters */

static const char *const challenge_titles[] = { "just a moment",
	                                        "attention required",
	                                        "access denied",
	                                        "are you a robot",
	                                        "robot check",
	                                        "security check",
	                                        "verify you are human",
	                                        "bot verification",
	                                        "human verification",
	                                        "ddos protection",
	                                        "checking your browser",
	                                        "pardon our interruption",
	                                        "captcha",
	                                        "einen moment",
	                                        "un momento",
	                                        NULL };

static const char *const challenge_lines[] = { "verify you are human",
	                                       "verifying you are human",
	                                       "checking your browser",
	                                       "enable javascript and cookies to continue",
	                                       "unusual traffic",
	                                       "are not a robot",
	                                       "you are a robot",
	                                       "ray id",
	                                       "please enable js and disable any ad blocker",
	                                       "complete the captcha",
	                                       "press and hold",
	                                       "press & hold",
	                                       "security service to protect itself",
	                                       "kein roboter",
	                                       "pas un robot",
	                                       "no eres un robot",
	                                       "не робот",
	                                       NULL };

static const char *const consent_titles[] = { "consent",
	                                      "cookie",
	                                      "cookies",
	                                      "before you continue",
	                                      "bevor sie",
	                                      "zustimmung",
	                                      "datenschutz",
	                                      "consentement",
	                                      "consentimiento",
	                                      "privacy",
	                                      "privacy gate",
	                                      "gdpr",
	                                      NULL };

static const char *const consent_lines[] = { "we and our partners",
	                                     "we value your privacy",
	                                     "accept all",
	                                     "reject all",
	                                     "manage options",
	                                     "store and/or access information",
	                                     "alle akzeptieren",
	                                     "alle ablehnen",
	                                     "wir und unsere partner",
	                                     "wir und unsere",
	                                     "zustimmen und weiter",
	                                     "einwilligen",
	                                     "tout accepter",
	                                     "tout refuser",
	                                     "nous et nos partenaires",
	                                     "aceptar todo",
	                                     "rechazar todo",
	                                     "nosotros y nuestros",
	                                     "accetta tutto",
	                                     "rifiuta tutto",
	                                     "noi e i nostri",
	                                     "alles accepteren",
	                                     "akkoord",
	                                     "wij en onze",
	                                     "zaakceptuj",
	                                     "agree and continue",
	                                     "mit werbung weiterlesen",
	                                     "mit werbung",
	                                     NULL };

static const char *const error_titles[] = { "404",
	                                    "403",
	                                    "500",
	                                    "502",
	                                    "503",
	                                    "page not found",
	                                    "not found",
	                                    "error",
	                                    "seite nicht gefunden",
	                                    "nicht gefunden",
	                                    "page introuvable",
	                                    "página no encontrada",
	                                    "no encontrada",
	                                    "pagina non trovata",
	                                    "pagina niet gevonden",
	                                    "strona nie została znaleziona",
	                                    "nie znaleziono",
	                                    "страница не найдена",
	                                    "не найдена",
	                                    "sayfa bulunamadı",
	                                    "không tìm thấy",
	                                    "ページが見つかりません",
	                                    "service unavailable",
	                                    "bad gateway",
	                                    "internal server error",
	                                    "forbidden",
	                                    "gone",
	                                    NULL };

static const char *const login_titles[] = { "log in",       "login",          "sign in",
	                                    "anmelden",     "anmeldung",      "connexion",
	                                    "se connecter", "iniciar sesión", "accedi",
	                                    "inloggen",     "zaloguj",        "вход",
	                                    "đăng nhập",    "giriş",          NULL };

static const char *const live_marks[] = { "liveblog", "liveticker", NULL };

static const char *const media_marks[] = { "gallery", "slideshow", "bildergalerie", "fotostrecke", NULL };

static const char *const paywall_lines[] = { "subscribe to read",
	                                     "subscribe to continue",
	                                     "to continue reading",
	                                     "continue reading with",
	                                     "subscribers only",
	                                     "exclusive to subscribers",
	                                     "jetzt weiterlesen",
	                                     "weiterlesen mit",
	                                     "mit abo weiterlesen",
	                                     "jetzt abonnieren und weiterlesen",
	                                     "artikel freischalten",
	                                     "réservé aux abonnés",
	                                     "réservé à nos abonnés",
	                                     "il vous reste",
	                                     "exclusivo para suscriptores",
	                                     "suscríbete para seguir leyendo",
	                                     "riservato agli abbonati",
	                                     "会員限定",
	                                     "有料会員",
	                                     "artykuł dostępny tylko dla",
	                                     "только для подписчиков",
	                                     NULL };

static const char *const paywall_marks[] = { "paywall", "piano",       "subscribewall",
	                                     "regwall", "premiumwall", NULL };

/* --- the rules */

static bool is_challenge(const struct look *look)
{
	if (look->findings->words >= STORY_WORDS * 2 || look->long_words > FEW_WORDS * 2)
		return false;
	const bool has_title = title_has(look, challenge_titles), has_line = page_has(look, challenge_lines);
	if (has_title)
		say_why(look->verdict, "challenge_title");
	if (has_line)
		say_why(look->verdict, "challenge_text");
	return has_line || (has_title && look->words < FEW_WORDS);
}

/* Whether the body itself asks for consent: a banner over a story does so beside it. */
static bool story_has(const struct look *look, const char *const *phrases)
{
	for (size_t i = 0; i < look->page->blocks.count; i++)
		if (look->findings->is_chosen[i] && look->page->blocks.at[i].length < LINE_MOST &&
		    text_has_any(block_text(look->page, i), phrases))
			return true;
	return false;
}

static bool is_consent(const struct look *look)
{
	if (look->findings->words >= STORY_WORDS &&
	    (look->has_article_data || (!title_has(look, consent_titles) && !story_has(look, consent_lines))))
		return false;
	const bool has_title = title_has(look, consent_titles), has_line = page_has(look, consent_lines);
	const bool is_all = look->long_words < FEW_WORDS * 5 && look->teasers < MANY_TEASERS / 2;
	if (has_line && is_all && (has_title || !look->has_article_data)) {
		say_why(look->verdict, "consent_text");
		if (has_title)
			say_why(look->verdict, "consent_title");
		return has_title || look->long_words < FEW_WORDS * 3;
	}
	return false;
}

/* <title> or a short <h1> says so; where both do, whatever else the page offers. */
static bool is_error(const struct look *look)
{
	enum { HEADING_WORDS_MOST = 6 };
	const char *heading = evidence_by(look->evidence, WD_TITLE, "h1");
	const bool in_title = title_has(look, error_titles);
	const bool in_heading = heading && strlen(heading) < LINE_MOST &&
	                        text_words(heading) <= HEADING_WORDS_MOST &&
	                        text_has_any(heading, error_titles);
	if (look->has_article_data || !(in_title || in_heading))
		return false;
	if (look->findings->words >= STORY_WORDS &&
	    !(in_title && in_heading && look->teasers >= MANY_TEASERS))
		return false;
	say_why(look->verdict, in_title ? "error_title" : "error_heading");
	return true;
}

static bool is_login(const struct look *look)
{
	if (look->findings->words >= STORY_WORDS || look->has_article_data || look->teasers >= MANY_TEASERS)
		return false;
	if (look->has_password)
		say_why(look->verdict, "login_form");
	if (title_has(look, login_titles))
		say_why(look->verdict, "login_title");
	return look->verdict->why_count > 0;
}

static bool is_live(const struct look *look)
{
	if (look->evidence->types && !strcmp(look->evidence->types, "LiveBlogPosting"))
		say_why(look->verdict, "live_data");
	else if (has_mark(look, live_marks, 12))
		say_why(look->verdict, "live_entries");
	return look->verdict->why_count > 0;
}

static bool is_front(const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL, *path = host ? strchr(host + 3, '/') : NULL;
	return host && (!path || !path[1]);
}

/* Many headlines that lead elsewhere, and no story of any length beside them. */
static bool is_list(const struct look *look)
{
	const bool is_home = is_front(look->findings->url);
	const char *kind = meta_find(look->page, "og:type");
	const size_t story = look->story + look->findings->data_words;
	const bool says_article = look->has_article_data || (kind && !strcasecmp(kind, "article"));
	const bool is_sure = look->findings->expected > 0.6F;
	if (look->teasers < MANY_TEASERS || (says_article && story >= STORY_WORDS / 4))
		return false;
	if (!is_home && look->led_words * 5 > look->story * 4 && !look->findings->data_words) {
		say_why(look->verdict, "many_teasers");
		return true;
	}
	if (is_home ? story > look->link_words && is_sure : story >= STORY_WORDS / 2 || (story && is_sure))
		return false;
	say_why(look->verdict, is_home ? "front_page" : "many_teasers");
	return true;
}

static bool is_media(const struct look *look)
{
	const char *kind = meta_find(look->page, "og:type");
	if (look->findings->words >= STORY_WORDS / 2)
		return false;
	if ((look->evidence->types && !strcmp(look->evidence->types, "VideoObject")) ||
	    (kind && !strncasecmp(kind, "video", 5)))
		say_why(look->verdict, "video_data");
	else if (has_mark(look, media_marks, 6))
		say_why(look->verdict, "gallery");
	return look->verdict->why_count > 0;
}

/* Words of the page's own that say that more would be there. */
static bool is_teaser(const struct look *look)
{
	const char *is_free = evidence_by(look->evidence, WD_ACCESS, "jsonld.isAccessibleForFree");
	const char *tier = meta_find(look->page, "article:content_tier");
	const bool is_paid = (is_free && !strcasecmp(is_free, "false")) || (tier && strcasecmp(tier, "free"));
	const bool has_words = look->findings->words < 400 && page_has(look, paywall_lines);
	if (is_paid)
		say_why(look->verdict, "paid_data");
	if (has_words)
		say_why(look->verdict, "paywall_text");
	if (has_mark(look, paywall_marks, 1))
		say_why(look->verdict, "paywall_element");
	return look->findings->words < 250 && (is_paid || has_words) && look->verdict->why_count > 0;
}

static const struct {
	bool (*is)(const struct look *look);
	enum page_class class;
	bool has_body;
} rules[] = {
	{ is_challenge, CLASS_CHALLENGE, false },
	{ is_consent, CLASS_CONSENT, false },
	{ is_error, CLASS_ERROR, false },
	{ is_login, CLASS_LOGIN, false },
	{ is_live, CLASS_LIVE, true },
	{ is_media, CLASS_MEDIA, true },
	{ is_list, CLASS_LIST, true },
	{ is_teaser, CLASS_TEASER, true },
};

static void count(struct look *look)
{
	bool is_led = false;
	for (size_t i = 0; i < look->page->blocks.count; i++) {
		const struct passage *b = &look->page->blocks.at[i];
		const uint32_t words = block_words(b);
		const bool is_link = b->link_runes * 10 > b->runes * 8;
		look->words += words;
		look->long_words += words >= 12 && !is_link ? words : 0;
		look->teasers += is_link && words >= 4;
		look->led_words += !is_link && is_led && look->findings->is_chosen[i] ? words : 0;
		is_led = is_link && words >= 4;
		look->story += is_link || !look->findings->is_chosen[i] ? 0 : words;
		look->link_words += is_link ? words : 0;
	}
	look->has_password = wd_find(look->page->job, look->page->elements.at[0].node,
	                             "//input[@type='password']") != NULL;
}

static void judge_article(struct look *look)
{
	struct verdict *v = look->verdict;
	const char *kind = meta_find(look->page, "og:type");
	if (look->has_article_data)
		say_why(v, "article_data");
	if (kind && !strcasecmp(kind, "article"))
		say_why(v, "article_meta");
	if (look->findings->data_words)
		say_why(v, "text_from_data");
	if (look->findings->words >= STORY_WORDS)
		say_why(v, "long_text");
	else
		say_why(v, "short_text");
	v->is_complete = look->findings->words > 0;
}

struct verdict class_judge(const struct evidence *evidence, const struct findings *findings)
{
	struct verdict verdict = { .class = CLASS_ARTICLE, .has_body = true };
	struct look look = {
		.evidence = evidence, .page = evidence->page, .findings = findings, .verdict = &verdict
	};
	look.title = evidence->page->title ? wd_text(evidence->page->job, evidence->page->title, ".") : NULL;
	look.has_article_data = evidence->article && evidence->types &&
	                        (strstr(evidence->types, "Article") || strstr(evidence->types, "Posting"));
	count(&look);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		verdict.why_count = 0;
		if (rules[i].is(&look)) {
			verdict.class = rules[i].class;
			verdict.has_body = rules[i].has_body &&
			                   (rules[i].class != CLASS_LIST || look.story >= STORY_WORDS / 4);
			verdict.is_complete = rules[i].class == CLASS_LIVE || rules[i].class == CLASS_MEDIA;
			return verdict;
		}
	}
	verdict.why_count = 0;
	judge_article(&look);
	return verdict;
}

void class_set(const struct verdict *verdict, wd_object *article)
{
	static const char *const names[] = { "article", "live",      "list",  "media", "teaser",
		                             "consent", "challenge", "login", "error" };
	wd_object *page = wd_add(article, WD_PAGE);
	wd_set(page, WD_CLASS, names[verdict->class]);
	wd_set(page, WD_COMPLETE, verdict->is_complete ? "true" : "false");
	for (size_t i = 0; i < verdict->why_count; i++)
		wd_set(page, WD_WHY, verdict->why[i]);
}
