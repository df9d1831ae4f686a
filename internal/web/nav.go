package web

import "slices"

// A section is an entry of the bar at the head of each page. The pages of one
// section stand in a second line, on its own pages only: so the bar stays short
// enough to be read at a glance, and everything is a link that works anywhere.
type section struct {
	Name, Address string
	pages         []string // names of the templates that belong to it
	Inner         []section
}

var sections = []section{
	{Name: "Documents", Address: "/documents", pages: []string{"documents", "document"}},
	{Name: "Statements", Address: "/statements?kind=attributed", pages: []string{"statements", "statement"}},
	{Name: "Entities", Address: "/entities", pages: []string{"entities", "entity"}},
	{Name: "Claims", Address: "/claims", Inner: []section{
		{Name: "All claims", Address: "/claims", pages: []string{"claims", "claim", "claimpart"}},
		{Name: "Ask", Address: "/ask", pages: []string{"ask"}},
		{Name: "Timeline", Address: "/timeline", pages: []string{"timeline"}},
		{Name: "Map", Address: "/map", pages: []string{"map"}},
		{Name: "Network", Address: "/network", pages: []string{"network"}},
	}},
	{Name: "Conflicts", Address: "/conflicts", pages: []string{"conflicts"}},
	{Name: "Descent", Address: "/descent", Inner: []section{
		{Name: "Families of texts", Address: "/descent", pages: []string{"descent", "family"}},
		{Name: "Compare two", Address: "/compare", pages: []string{"compare", "choose"}},
		{Name: "Outlets", Address: "/outlets", pages: []string{"outlets"}},
	}},
	{Name: "Log", Address: "/log", Inner: []section{
		{Name: "Judgements", Address: "/log", pages: []string{"log"}},
		{Name: "What could not be read", Address: "/issues", pages: []string{"issues"}},
	}},
}

// A barEntry is a section as a page sees it.
type barEntry struct {
	section
	Current string // "page" for the page itself, "true" for the section it is in
}

// bar is the bar of a page, and the second line of its section.
func bar(page string) (out, inner []barEntry) {
	for _, s := range sections {
		e := barEntry{section: s}
		if slices.Contains(s.pages, page) {
			e.Current = "page"
		}
		for _, in := range s.Inner {
			if slices.Contains(in.pages, page) {
				e.Current = "true"
			}
		}
		if e.Current == "true" {
			for _, in := range s.Inner {
				i := barEntry{section: in}
				if slices.Contains(in.pages, page) {
					i.Current = "page"
				}
				inner = append(inner, i)
			}
		}
		out = append(out, e)
	}
	return out, inner
}
