/* SPDX-License-Identifier: MIT
 * What the host does for a plugin: the table, and its functions on top of the modules that do the work. Each
 * takes NULL for "nothing there" and gives NULL in turn. Objects, articles and nodes of the public header are
 * those of core/article/ and core/doc/. */
#include <stdarg.h>
#include <stdio.h>

#include "core/article/explain.h"
#include "core/normalize/normalize.h"
#include "core/plugin/job.h"

static struct object *object_of(wd_object *object)
{
	return (struct object *)object;
}

static wd_object *handed(struct object *object)
{
	return (wd_object *)object;
}

static const struct dom_node *node_of(const wd_node *node)
{
	return (const struct dom_node *)node;
}

static const wd_node *lent(const struct dom_node *node)
{
	return (const wd_node *)node;
}

static struct wd_job *job_of(const struct object *object)
{
	return object->article->job;
}

/* Something failed on the host's side; the plugin sees NULL and mostly gives up on the document. */
static void book_trouble(wd_job *job, const char *code, const char *text)
{
	if (!job->trouble)
		job->trouble = arena_dup(&job->arena, text);
	job_add_defect(job, code, text);
}

__attribute__((format(printf, 2, 3))) static enum wd_verdict host_fail(wd_job *job, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	if (!job->reason)
		job->reason = arena_vprintf(&job->arena, fmt, args);
	va_end(args);
	return WD_REJECT;
}

__attribute__((format(printf, 3, 4))) static void host_log(wd_job *job, enum wd_level level, const char *fmt,
                                                           ...)
{
	va_list args;
	if (!job->sink || !job->sink->log)
		return;
	va_start(args, fmt);
	job->sink->log(job->sink->self, level, arena_vprintf(&job->arena, fmt, args));
	va_end(args);
}

__attribute__((format(printf, 3, 4))) static void host_defect(wd_job *job, const char *code, const char *fmt,
                                                              ...)
{
	va_list args;
	va_start(args, fmt);
	job_add_defect(job, code ? code : "defect", arena_vprintf(&job->arena, fmt, args));
	va_end(args);
}

/* ---- The document */

static void read_tree(wd_job *job, enum dom_kind kind, struct job_tree *tree)
{
	static const enum charset_kind charsets[] = { [DOM_HTML] = CHARSET_HTML,
		                                      [DOM_XML] = CHARSET_XML,
		                                      [DOM_TEXT] = CHARSET_TEXT,
		                                      [DOM_JSON] = CHARSET_JSON };
	struct err err;
	if (dom_parse(job_text(job, charsets[kind])->text, kind, &job->arena, &tree->dom, &err))
		tree->error = arena_dup(&job->arena, err.text);
	else if (kind == DOM_HTML && dom_is_recovered(tree->dom))
		job_add_defect(job, "too_many_tags", "it has more tags than a page can; those at its end are left out, their text is read");
}

static const wd_node *root(wd_job *job, enum dom_kind kind)
{
	struct job_tree *tree = &job->trees[kind];
	if (!job->doc)
		return NULL;
	if (!tree->dom && !tree->error)
		read_tree(job, kind, tree);
	if (tree->error)
		book_trouble(job, "unreadable", tree->error);
	return tree->dom ? lent(dom_root(tree->dom)) : NULL;
}

static const wd_node *host_plain(wd_job *job)
{
	return root(job, DOM_TEXT);
}

static const wd_node *host_html(wd_job *job)
{
	return root(job, DOM_HTML);
}

static const wd_node *host_xml(wd_job *job)
{
	return root(job, DOM_XML);
}

static const wd_node *host_json(wd_job *job)
{
	return root(job, DOM_JSON);
}

/* The first header of the name from *at on, which is moved behind it; NULL where there is none. */
static const char *next_header(const struct document *doc, const char *name, size_t *at)
{
	while (*at < doc->header_count) {
		const struct document_header *header = &doc->headers[(*at)++];
		if (str_eq_nocase(str_c(header->name), str_c(name)))
			return header->value;
	}
	return NULL;
}

/* Those of one name are one list (RFC 9110, 5.3), but not cookies, which may have commas. */
static const char *host_header(wd_job *job, const char *name)
{
	enum { HEADERS_MOST = 1 << 20 };
	size_t at = 0;
	const char *value = name && job->doc ? next_header(job->doc, name, &at) : NULL;
	const bool is_list = value && !str_eq_nocase(str_c(name), str_c("Set-Cookie"));
	const char *more = is_list ? next_header(job->doc, name, &at) : NULL;
	if (!more)
		return value;
	struct buf joined;
	buf_init(&joined, HEADERS_MOST);
	for (buf_add(&joined, str_c(value)); more; more = next_header(job->doc, name, &at)) {
		buf_add(&joined, str_c(", "));
		buf_add(&joined, str_c(more));
	}
	value = joined.is_over ? value : arena_str(&job->arena, buf_str(&joined)).ptr;
	buf_done(&joined);
	return value;
}

static long host_read(wd_job *job, void *into, size_t size)
{
	if (!job->doc || !into)
		return -1;
	const struct str rest = str_slice(str_from(job->doc->body, job->read_at), 0, size);
	if (rest.len)
		memcpy(into, rest.ptr, rest.len);
	job->read_at += rest.len;
	return (long)rest.len;
}

/* ---- Nodes */

static const wd_node *host_find(wd_job *job, const wd_node *from, const char *xpath)
{
	struct err err = { .text = "" };
	if (!from || !xpath)
		return NULL;
	const struct dom_node *node = dom_find(dom_of(node_of(from)), node_of(from), xpath, &err);
	if (err.text[0])
		book_trouble(job, "xpath", err.text);
	return lent(node);
}

static const wd_node *host_next(const wd_node *node)
{
	return lent(dom_next(node_of(node)));
}

static const char *host_name(wd_job *job, const wd_node *node)
{
	(void)job;
	return dom_name(node_of(node));
}

static const char *ask(wd_job *job, const wd_node *from, const char *xpath,
                       const char *(*get)(struct dom *, const struct dom_node *, const char *, struct err *))
{
	struct err err = { .text = "" };
	if (!from || !xpath)
		return NULL;
	const char *text = get(dom_of(node_of(from)), node_of(from), xpath, &err);
	if (err.text[0])
		book_trouble(job, "xpath", err.text);
	return text;
}

static const char *host_text(wd_job *job, const wd_node *from, const char *xpath)
{
	return ask(job, from, xpath, dom_text);
}

static const char *host_markup(wd_job *job, const wd_node *from, const char *xpath)
{
	return ask(job, from, xpath, dom_markup);
}

static const wd_node *host_child(const wd_node *node)
{
	return lent(dom_child(node_of(node)));
}

static const wd_node *host_sibling(const wd_node *node)
{
	return lent(dom_sibling(node_of(node)));
}

static const wd_node *host_parent(const wd_node *node)
{
	return lent(dom_parent(node_of(node)));
}

static enum wd_node_kind host_kind(const wd_node *node)
{
	return dom_name(node_of(node)) && !dom_is_attribute(node_of(node)) ? WD_NODE_ELEMENT
	       : dom_content(node_of(node))                                ? WD_NODE_TEXT
	                                                                   : WD_NODE_OTHER;
}

static const char *host_attribute(const wd_node *node, const char *name)
{
	return name ? dom_attribute(node_of(node), name).ptr : NULL;
}

static const char *host_content(const wd_node *node)
{
	return dom_content(node_of(node));
}

static const char *host_markup_without(wd_job *job, const wd_node *from, const char *xpath)
{
	return ask(job, from, xpath, dom_markup_without);
}

static const char *host_xpath_fault(wd_job *job, const char *xpath, size_t *out_at)
{
	struct err err;
	size_t at = 0;
	if (!xpath || !dom_check_xpath(xpath, &at, &err))
		return NULL;
	if (out_at)
		*out_at = at;
	return arena_dup(&job->arena, err.text);
}

/* ---- What comes out */

static bool host_explains(wd_job *job)
{
	return job->sink && job->sink->wants_explanations;
}

static wd_object *host_article(wd_job *job)
{
	struct article *article = job_article(job);
	article->is_explained = host_explains(job);
	job->begun = article;
	return handed(&article->self);
}

static wd_object *host_feed(wd_job *job)
{
	if (!job->feed) {
		struct article *article = article_new(&job->arena);
		article->job = job;
		job->feed = object_add(&article->self, OBJECT_FEED);
	}
	return handed(job->feed);
}

static bool is_usable(const struct object *object)
{
	return object && !object->article->error;
}

static wd_object *host_add(wd_object *owner, enum wd_part part)
{
	if (!owner || part < WD_MEDIA || part > WD_PAGE)
		return NULL;
	return handed(object_add(object_of(owner), (enum object_kind)part));
}

static void host_set(wd_object *object, enum wd_field field, const char *value)
{
	if (value && is_usable(object_of(object)))
		object_set(object_of(object), field, str_c(value));
}

static void host_explain(wd_object *object, enum wd_field field, const char *rule, const wd_node *where,
                         const char *value, bool is_chosen)
{
	struct object *o = object_of(object);
	if (!is_usable(o) || !o->article->is_explained)
		return;
	article_explain(o, field,
	                &(struct explanation){
				.rule = rule ? rule : "",
				.line = dom_line(node_of(where)),
				.path = where ? dom_path(node_of(where), &job_of(o)->arena) : NULL,
				.value = value ? str_c(value) : (struct str){ NULL, 0 },
				.is_chosen = is_chosen && value,
			});
}

static const char *host_get(const wd_object *object, enum wd_field field)
{
	if (!object)
		return NULL;
	const struct str value = object_get((const struct object *)object, field);
	return value.len ? value.ptr : NULL;
}

static void host_block(wd_object *object, enum wd_block type, const char *text)
{
	if (!text || !is_usable(object_of(object)))
		return;
	if (object_of(object)->kind != OBJECT_ARTICLE)
		article_fail(object_of(object)->article, "wd_block() on something that is no article");
	else
		article_block(object_of(object)->article, type, str_c(text));
}

static enum wd_verdict host_emit(wd_object *object)
{
	struct object *o = object_of(object);
	if (!o || o->kind != OBJECT_ARTICLE || !job_of(o)->doc)
		return WD_REJECT;
	return job_emit(job_of(o), o->article);
}

__attribute__((format(printf, 2, 3))) static void host_drop(wd_object *object, const char *fmt, ...)
{
	if (!is_usable(object_of(object)))
		return;
	struct wd_job *job = job_of(object_of(object));
	va_list args;
	va_start(args, fmt);
	const char *why = arena_vprintf(&job->arena, fmt, args);
	va_end(args);
	job->dropped++;
	job_add_defect(job, "article_dropped", why);
	article_fail(object_of(object)->article, "%s", why);
}

/* ---- Links */

static wd_object *host_context(wd_job *job)
{
	return handed(job_context(job));
}

static const char *context_json(wd_job *job, const wd_object *context)
{
	struct buf json;
	if (!context)
		return NULL;
	buf_init(&json, 1 << 20);
	object_to_json((const struct object *)context, &json);
	const char *text = json.is_over ? NULL : arena_str(&job->arena, buf_str(&json)).ptr;
	buf_done(&json);
	return text;
}

/* The record that the link leads to the page of: the article's that was emitted and now is the context; -1: of none. */
static int64_t take_record_of(const wd_object *context)
{
	struct article *article = context ? ((const struct object *)context)->article : NULL;
	const int64_t record = article ? (int64_t)article->emitted - 1 : -1;
	if (article)
		article->emitted = 0;
	return record;
}

static void host_follow(wd_job *job, const char *url, const char *role, const wd_object *context)
{
	struct err err;
	struct buf absolute;
	if (!url || !job->doc)
		return;
	const char *base = job_base(job);
	buf_init(&absolute, 1 << 16);
	if (url_resolve(str_c(url), str_c(base), &absolute, &err)) {
		job_add_defect(job, "bad_link", err.text);
	} else if (job->sink && job->sink->link) {
		url_drop_user(&absolute); /* a document is not to say as whom we ask */
		const struct record_link link = { .url = absolute.ptr,
			                          .role = role,
			                          .context = context_json(job, context),
			                          .record = take_record_of(context) };
		job->sink->link(job->sink->self, &link);
	}
	buf_done(&absolute);
}

/* ---- Helpers */

__attribute__((format(printf, 2, 3))) static const char *host_print(wd_job *job, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	const char *text = arena_vprintf(&job->arena, fmt, args);
	va_end(args);
	return text;
}

static const char *host_date(wd_job *job, const char *text)
{
	struct date date;
	if (!text)
		return NULL;
	const struct date_hint hint = {
		.timezone = job->doc ? job->doc->timezone : NULL,
		.now_ms = job->doc ? job->doc->fetched_ms : 0,
	};
	if (date_parse(str_c(text), &hint, &date, NULL))
		return NULL;
	char *out = arena_alloc(&job->arena, DATE_TEXT);
	date_format(&date, out);
	return out;
}

/* ---- Sinks */

static const wd_node *host_record(wd_job *job, const struct wd_record *record)
{
	struct dom *dom;
	struct err err;
	if (!record)
		return NULL;
	if (dom_parse(str_n(record->json.ptr, record->json.len), DOM_JSON, &job->arena, &dom, &err)) {
		book_trouble(job, "unreadable", err.text);
		return NULL;
	}
	vec_add(&job->records, dom);
	return lent(dom_root(dom));
}

static void host_taken(wd_job *job, size_t count)
{
	job->taken = job->batch && count > job->batch->count ? job->batch->count : count;
}

static int convert(struct str json, const char *form, struct buf *out, struct err *err)
{
	if (!strcmp(form, "ninjs"))
		return record_to_ninjs(json, out, err);
	if (!strcmp(form, "text"))
		return record_to_text(json, 80, out, err);
	return err_set(err, EXIT_WRONG_USE, "there is no form \"%s\": ninjs or text", form);
}

static const char *host_form(wd_job *job, const struct wd_record *record, const char *form)
{
	struct err err;
	struct buf out;
	const char *text = NULL;
	if (!record || !form)
		return NULL;
	buf_init(&out, 256 << 20);
	if (convert(str_n(record->json.ptr, record->json.len), form, &out, &err))
		book_trouble(job, "form", err.text);
	else
		text = arena_str(&job->arena, buf_str(&out)).ptr;
	buf_done(&out);
	return text;
}

/* ---- API 2: documents read as a stream */

static long host_characters(wd_job *job, void *into, size_t size)
{
	return job->doc && into ? job_characters(job, into, size) : -1;
}

static int resolve_into(wd_job *job, const char *url, const char *base, struct buf *out)
{
	const struct str document = str_c(job->doc ? job_base(job) : NULL);
	struct buf outer;
	buf_init(&outer, 1 << 16);
	const bool has_base = base && *base && !url_resolve(str_c(base), document, &outer, NULL);
	const int result = url_resolve(str_c(url), has_base ? buf_str(&outer) : document, out, NULL);
	buf_done(&outer);
	return result;
}

static long host_resolve(wd_job *job, const char *url, const char *base, char *into, size_t size)
{
	struct buf out;
	long length = -1;
	if (!url || !into)
		return -1;
	buf_init(&out, 1 << 16);
	if (!resolve_into(job, url, base, &out) && out.len < size) {
		memcpy(into, out.ptr, out.len + 1);
		length = (long)out.len;
	}
	buf_done(&out);
	return length;
}

static void host_set_markup(wd_object *object, enum wd_field field, const char *markup)
{
	struct buf text;
	if (!markup || !is_usable(object_of(object)))
		return;
	buf_init(&text, 64 << 20);
	html_to_text(str_c(markup), &text);
	object_set_plain(object_of(object), field, buf_str(&text));
	buf_done(&text);
}

static void host_release(wd_object *object)
{
	if (object && object_of(object)->kind == OBJECT_ARTICLE)
		job_release(object_of(object)->article);
}

const struct wd_host host_table = {
	.size = sizeof host_table,
	.api = WD_API,
	.fail = host_fail,
	.log = host_log,
	.defect = host_defect,
	.plain = host_plain,
	.html = host_html,
	.xml = host_xml,
	.json = host_json,
	.header = host_header,
	.read = host_read,
	.find = host_find,
	.next = host_next,
	.name = host_name,
	.text = host_text,
	.markup = host_markup,
	.article = host_article,
	.feed = host_feed,
	.add = host_add,
	.set = host_set,
	.get = host_get,
	.block = host_block,
	.emit = host_emit,
	.drop = host_drop,
	.context = host_context,
	.follow = host_follow,
	.print = host_print,
	.date = host_date,
	.record = host_record,
	.taken = host_taken,
	.form = host_form,
	.child = host_child,
	.sibling = host_sibling,
	.parent = host_parent,
	.kind = host_kind,
	.attribute = host_attribute,
	.content = host_content,
	.characters = host_characters,
	.resolve = host_resolve,
	.set_markup = host_set_markup,
	.release = host_release,
	.explains = host_explains,
	.explain = host_explain,
	.markup_without = host_markup_without,
	.xpath_fault = host_xpath_fault,
};
