# SPDX-License-Identifier: MIT
"""Documents around what a row is about."""

NS = ('xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
      'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom" '
      'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
      'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:xhtml="http://www.w3.org/1999/xhtml" '
      'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:wp="http://wordpress.org/export/1.2/" '
      'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"')


def rss(item, channel="", attributes='version="2.0"'):
    return f"<rss {attributes} {NS}><channel>{channel}<item>{item}</item></channel></rss>"


def channel(inner, attributes='version="2.0"'):
    return f"<rss {attributes} {NS}><channel>{inner}</channel></rss>"


def atom(entry, feed="", attributes=""):
    return (f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:media="http://search.yahoo.com/mrss/" {attributes}>{feed}<entry>{entry}</entry></feed>')


def atom03(entry, feed="", attributes=""):
    return f'<feed version="0.3" xmlns="http://purl.org/atom/ns#" {attributes}>{feed}<entry>{entry}</entry></feed>'


def rdf(item, before="", after="", about="https://host.example/1"):
    return ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://host.example/">{before}</channel>'
            f'<item rdf:about="{about}">{item}</item>{after}</rdf:RDF>')
