/* SPDX-License-Identifier: MIT
 * A page by its rules: which kind it is, what is followed, what each field's rules find. With nobody listening a field is
 * done with at the first rule that finds something; with --explain the others are tried, too. */
#include <string.h>

#include "rules.h"

enum { VALUES_MOST = 1000 };

struct applying {
	wd_job *job;
	const struct wd_doc *doc;
	const struct page_rules *page;
	const wd_node *root;
	struct pool pool; /* of the page */
	bool *found;      /* of the required names */
	bool is_explained;
};

/* --- what a rule finds */

/* Each node that a rule finds, with the value that it comes to. */
struct finding {
	struct applying *a;
	const struct field_rules *field;
	const struct rule *rule;
	wd_object *object; /* NULL: it is only asked whether there is something */
	bool is_wanted;    /* no better rule has found anything */
	size_t count;
	struct text joined;
};

static bool gives_markup(const struct finding *f)
{
	return f->field->markup && !f->rule->is_attribute && !f->rule->match && !f->rule->constant &&
	       !f->rule->is_computed;
}

static bool makes_one(const struct finding *f)
{
	return f->rule->join || (gives_markup(f) && f->rule->is_all);
}

static enum wd_field field_set(const struct finding *f)
{
	return gives_markup(f) ? f->field->markup : f->field->field;
}

static void set(struct finding *f, const char *value)
{
	const char *sep = f->rule->split;
	if (!sep) {
		wd_set(f->object, field_set(f), value);
		return;
	}
	for (const char *end; (end = strstr(value, sep)); value = end + strlen(sep))
		wd_set(f->object, f->field->field, wd_print(f->a->job, "%.*s", (int)(end - value), value));
	wd_set(f->object, f->field->field, value);
}

/* What was found at a node: told, and set or kept to be joined. shown: as people are to see it. */
static void take(struct finding *f, const wd_node *node, const char *value, const char *shown)
{
	f->count++;
	if (!f->object)
		return;
	if (f->a->is_explained)
		wd_explain(f->object, f->field->field, f->rule->name, node, shown, f->is_wanted);
	if (!f->is_wanted)
		return;
	if (!makes_one(f)) {
		set(f, value);
		return;
	}
	if (f->joined.length && f->rule->join)
		text_put(&f->joined, f->rule->join);
	text_put(&f->joined, value);
}

static void look_at(struct finding *f, const wd_node *node)
{
	wd_job *job = f->a->job;
	const char *text = wd_text(job, node, f->rule->what);
	if (!gives_markup(f)) {
		const char *value = rule_value(job, f->rule, text);
		if (value)
			take(f, node, value, value);
		return;
	}
	if (!text) /* an empty container is none */
		return;
	const char *markup = f->a->page->remove ? wd_markup_without(job, node, f->a->page->remove)
	                                        : wd_markup(job, node, ".");
	if (markup)
		take(f, node, markup, text);
}

static bool wants_more(const struct finding *f)
{
	return f->count < VALUES_MOST && (!f->count || f->rule->is_all || f->rule->join);
}

static void find(struct finding *f, const wd_node *from)
{
	wd_job *job = f->a->job;
	if (f->rule->constant) {
		take(f, NULL, f->rule->constant, f->rule->constant);
	} else if (f->rule->is_computed) {
		const char *value = rule_value(job, f->rule, wd_text(job, from, f->rule->select.xpath));
		if (value)
			take(f, NULL, value, value);
	} else if (!f->rule->select.xpath) {
		look_at(f, from);
	} else {
		for (const wd_node *node = wd_find(job, from, f->rule->select.xpath); node && wants_more(f);
		     node = wd_next(node))
			look_at(f, node);
	}
}

/* object NULL: whether there is something to be found. */
static bool apply_rule(struct applying *a, wd_object *object, const struct field_rules *field,
                       const struct rule *rule, const wd_node *from, bool is_wanted)
{
	struct finding f = { .a = a,
		             .field = field,
		             .rule = rule,
		             .object = object,
		             .is_wanted = is_wanted,
		             .joined = { .pool = &a->pool } };
	find(&f, from);
	if (f.joined.length)
		set(&f, text_get(&f.joined));
	if (!f.count && object && a->is_explained)
		wd_explain(object, field->field, rule->name, NULL, NULL, false);
	return f.count > 0;
}

static bool apply_field(struct applying *a, wd_object *object, const struct field_rules *field,
                        const wd_node *from)
{
	bool is_found = false;
	for (size_t i = 0; i < field->count; i++) {
		if (is_found && !a->is_explained)
			break;
		if (apply_rule(a, object, field, &field->rules[i], from, !is_found))
			is_found = true;
	}
	return is_found;
}

/* --- parts */

static bool is_constant(const struct field_rules *field)
{
	return field->count == 1 && field->rules[0].constant;
}

/* Something is found in it, or nothing is looked for: a picture's role alone is no picture. */
static bool is_worth_it(struct applying *a, const struct part_rules *part, const wd_node *from)
{
	bool has_searched = false;
	for (size_t i = 0; i < part->count; i++) {
		if (is_constant(&part->fields[i]))
			continue;
		has_searched = true;
		if (apply_field(a, NULL, &part->fields[i], from))
			return true;
	}
	return !has_searched && part->count;
}

static bool apply_one_part(struct applying *a, wd_object *article, const struct part_rules *part,
                           const wd_node *from)
{
	if (!is_worth_it(a, part, from))
		return false;
	wd_object *object = wd_add(article, part->part);
	for (size_t i = 0; i < part->count; i++)
		apply_field(a, object, &part->fields[i], from);
	return true;
}

static bool apply_part(struct applying *a, wd_object *article, const struct part_rules *part)
{
	size_t count = 0;
	if (!part->each.xpath)
		return apply_one_part(a, article, part, a->root);
	for (const wd_node *node = wd_find(a->job, a->root, part->each.xpath); node && count < VALUES_MOST;
	     node = wd_next(node))
		count += apply_one_part(a, article, part, node);
	return count > 0;
}

/* --- the kind of page */

static bool is_role(const char *role, const char *wanted)
{
	return role && !strcmp(role, wanted);
}

/* Why it is not of this kind; NULL where it is. */
static const char *objection(struct applying *a, const struct when *when)
{
	wd_job *job = a->job;
	if (when->role && !is_role(a->doc->role, when->role))
		return wd_print(job, "its role is not %s", when->role);
	if (when->url && !pattern_matches(when->url, a->doc->base))
		return wd_print(job, "its address does not match %s", when->url->written);
	if (when->has.xpath && !wd_find(job, a->root, when->has.xpath))
		return wd_print(job, "it has no %s", when->has.written);
	if (when->lacks.xpath && wd_find(job, a->root, when->lacks.xpath))
		return wd_print(job, "it has a %s", when->lacks.written);
	return NULL;
}

/* A page that was followed is of the kind that its role names; otherwise the first kind that fits. */
static const struct page_rules *choose_page(struct applying *a, const struct rule_file *file)
{
	for (size_t i = 0; i < file->page_count; i++)
		if (is_role(a->doc->role, file->pages[i].name) && !objection(a, &file->pages[i].when))
			return &file->pages[i];
	for (size_t i = 0; i < file->page_count; i++)
		if (!objection(a, &file->pages[i].when))
			return &file->pages[i];
	return NULL;
}

static enum wd_verdict refuse(struct applying *a, const struct rule_file *file)
{
	struct text why = { .pool = &a->pool };
	for (size_t i = 0; i < file->page_count; i++)
		text_print(&why, "%s%s: %s", i ? "; " : "", file->pages[i].name,
		           objection(a, &file->pages[i].when));
	return wd_fail(a->job, "the page is of no kind that %s knows (%s)", file->path, text_get(&why));
}

/* --- links */

static void follow(struct applying *a, const struct follow_rule *rule)
{
	long left = rule->most;
	const wd_node *node = wd_find(a->job, a->root, rule->select.xpath);
	for (; node && left > 0; node = wd_next(node)) {
		const char *what = rule->what ? rule->what : wd_find(a->job, node, "@href") ? "@href" : ".";
		const char *url = wd_text(a->job, node, what);
		if (!url || (rule->match && !pattern_matches(rule->match, url)))
			continue;
		wd_follow(a->job, url, rule->role, NULL);
		left--;
	}
}

/* --- the article */

/* "title: nothing at title[1] h1.headline, title[2] //h1" */
static void tell_missing(struct applying *a, const char *name, struct text *out)
{
	text_print(out, "%snothing at %s", out->length ? "; " : "", name);
	for (size_t i = 0; i < a->page->field_count; i++) {
		const struct field_rules *field = &a->page->fields[i];
		for (size_t k = 0; k < field->count && !strcmp(field->name, name); k++)
			text_print(out, "%s%s in line %d", k ? ", " : ": ", field->rules[k].name,
			           field->rules[k].line);
	}
}

/* Several rules may give a part of one name: that one of them finds something is enough. */
static void note(struct applying *a, const char *name, bool is_found)
{
	for (size_t i = 0; i < a->page->required_count; i++)
		if (is_found && !strcmp(a->page->required[i], name))
			a->found[i] = true;
}

static enum wd_verdict check_required(struct applying *a, const struct rule_file *file)
{
	struct text missing = { .pool = &a->pool };
	for (size_t i = 0; i < a->page->required_count; i++)
		if (!a->found[i])
			tell_missing(a, a->page->required[i], &missing);
	if (!missing.length)
		return WD_OK;
	return wd_fail(a->job, "%s, %s: %s: has the layout changed?", file->path, a->page->name,
	               text_get(&missing));
}

/* What the document says of itself in the same way everywhere, where no rule has set it. */
static void set_default(struct applying *a, wd_object *article, enum wd_field field, const char *rule,
                        const wd_node *node, const char *value)
{
	if (!value || wd_get(article, field))
		return;
	wd_set(article, field, value);
	if (a->is_explained)
		wd_explain(article, field, rule, node, value, true);
}

static void set_defaults(struct applying *a, wd_object *article)
{
	const wd_node *link = wd_find(a->job, a->root, "/descendant::link[@rel='canonical']/@href");
	set_default(a, article, WD_URL, "address of the document", NULL, a->doc->base);
	set_default(a, article, WD_CANONICAL_URL, "link rel=canonical", link, wd_text(a->job, link, "."));
}

static enum wd_verdict make_article(struct applying *a, const struct rule_file *file)
{
	const struct page_rules *page = a->page;
	wd_object *article = wd_new_article(a->job);
	a->found = pool_zero(&a->pool, page->required_count * sizeof *a->found);
	for (size_t i = 0; i < page->field_count; i++)
		note(a, page->fields[i].name, apply_field(a, article, &page->fields[i], a->root));
	for (size_t i = 0; i < page->part_count; i++)
		note(a, page->parts[i].name, apply_part(a, article, &page->parts[i]));
	const enum wd_verdict verdict = check_required(a, file);
	if (verdict != WD_OK)
		return verdict;
	set_defaults(a, article);
	if (wd_emit(article) == WD_OK)
		return WD_OK;
	return wd_fail(a->job, "%s, %s: no article comes of what was found", file->path, page->name);
}

static enum wd_verdict apply(struct applying *a, const struct rule_file *file)
{
	a->page = choose_page(a, file);
	if (!a->page)
		return refuse(a, file);
	for (size_t i = 0; i < a->page->follow_count; i++)
		follow(a, &a->page->follows[i]);
	return a->page->field_count || a->page->part_count ? make_article(a, file) : WD_OK;
}

enum wd_verdict rules_parse(wd_job *job, const struct wd_doc *doc, const struct rule_file *file)
{
	struct applying a = {
		.job = job, .doc = doc, .root = wd_html(job), .is_explained = wd_explains(job)
	};
	const locale_t before = rule_file_characters(file);
	const enum wd_verdict verdict = a.root ? apply(&a, file) : WD_REJECT;
	uselocale(before);
	pool_done(&a.pool);
	return verdict;
}
