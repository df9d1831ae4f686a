package front

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
)

// Mask gives the regions of doc that are boilerplate by their words their
// kind. It looks at whole regions only and leaves masked ones as they are.
func Mask(doc *stemma.Document) {
	runningHeads(doc)
	// The kind that the heading of a list of links or of a form lends to the
	// short blocks below it, until running text comes again.
	var below stemma.RegionKind
	for i := range doc.Regions {
		r := &doc.Regions[i]
		if r.Kind == stemma.Page {
			continue
		}
		text := r.In(doc.Text)
		kind, heads := boilerplate(text)
		switch {
		case r.Kind == stemma.Footer && kind == stemma.Legal:
			r.Kind = kind // says more
		case r.Kind.Masked():
		case kind != "":
			r.Kind = kind
			if heads {
				below = kind
			}
		case below != "" && stub(text):
			r.Kind = below
		default:
			below = ""
		}
	}
}

// runningHeads masks what pages repeat at their edges: titles of the book or
// section, dates of print, page numbers. A line counts as repeated if it
// stands, but for its digits, at the same edge of three pages and of a tenth
// of all.
func runningHeads(doc *stemma.Document) {
	type edge struct {
		region int
		kind   stemma.RegionKind
		words  string
	}
	var edges []edge
	seen := map[edge]int{}
	pages := 0
	look := func(i int, kind stemma.RegionKind) bool {
		r := doc.Regions[i]
		if r.Kind == stemma.Page || r.Kind.Masked() || r.Len() > 120 {
			return false
		}
		words := digits.ReplaceAllString(plain(r.In(doc.Text)), "0")
		edges = append(edges, edge{i, kind, words})
		seen[edge{0, kind, words}]++
		return true
	}
	for i := 0; i < len(doc.Regions); i++ {
		if doc.Regions[i].Kind != stemma.Page {
			continue
		}
		pages++
		end := i + 1
		for end < len(doc.Regions) && doc.Regions[end].Kind != stemma.Page {
			end++
		}
		for n := i + 1; n < min(i+3, end) && look(n, stemma.Header); n++ {
		}
		for n := end - 1; n > max(i+2, end-3) && look(n, stemma.Footer); n-- {
		}
		i = end - 1
	}
	for _, e := range edges {
		if seen[edge{0, e.kind, e.words}] >= max(3, pages/10) && !sentence.MatchString(e.words) {
			doc.Regions[e.region].Kind = e.kind
		}
	}
}

var (
	digits   = regexp.MustCompile(`\d+`)
	sentence = regexp.MustCompile(`\p{L}{2}[.!?:,]["')]?$`)
)

// boilerplate returns the kind of a block that is boilerplate, "" for one
// that is not, and whether it is the heading of more of its kind below.
func boilerplate(block string) (kind stemma.RegionKind, heads bool) {
	if len(block) > maxBoilerplate {
		return "", false
	}
	text := plain(block)
	for _, f := range forms {
		if strings.Contains(text, f.holds) && f.re().MatchString(text) {
			return f.kind, f.heads
		}
	}
	if buttons(text) {
		return stemma.Menu, false
	}
	return "", false
}

// maxBoilerplate bounds what is looked at: longer blocks are text, or a legal
// notice that reads as text.
const maxBoilerplate = 700

// plain is the block in lower case with straight quotes and single spaces.
func plain(block string) string {
	return strings.ToLower(strings.Join(strings.Fields(straight.Replace(block)), " "))
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ")

// stub reports whether a block is too short and too loose to be a sentence: a
// link, a name of a field, a caption of a cover.
func stub(block string) bool {
	words := strings.Fields(block)
	last := strings.TrimRight(block, " \t\r\n\"'”’)*")
	return len(words) <= 14 && !strings.HasSuffix(last, ".") && !strings.ContainsAny(block, "“\"")
}

// leader is a line of dots that leads to the number of a page.
var leader = pattern(`^.{0,200}(?:\. ?){5,}(?:\d+|[ivxl]+)$`)

// forms are the whole blocks that sites put around reporting, in plain form.
// Each pattern is anchored at both ends or at the head of a block that says
// what it is; none matches a sentence of reporting that merely speaks of such
// a thing.
var forms = []struct {
	kind  stemma.RegionKind
	heads bool
	re    func() *regexp.Regexp
	holds string // words without which there is no need to look closer
}{
	{stemma.Comments, true, pattern(`^(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment|response)s?(?: to .{0,80})?(?: cancel reply)?[.!:]?$`), ""},
	{stemma.Comments, true, pattern(`^please enter your (?:comment|name|email)\b.{0,60}$`), ""},
	{stemma.Comments, true, pattern(`^your e-?mail address will not be published\b.{0,80}$`), ""},
	{stemma.Comments, true, pattern(`^(?:be the first to (?:comment|reply)|join the (?:discussion|conversation)|(?:view|show|see|load)(?: all| more)?(?: \d+)? comments?(?: \(\d+\))?|(?:no|\d+) (?:comments?|replies|responses)(?: (?:yet|so far))?|comments? ?\(\d+\)|cancel reply|comments)[.!:]?$`), ""},
	{stemma.Comments, false, pattern(`^(?:required fields are marked ?\*?|save my name, e-?mail,? and website in this browser.*|you must be (?:logged in|signed in|registered) to (?:post a )?(?:comment|reply).*|(?:log|sign) in to (?:leave a |post a )?(?:comment|reply).*|comments (?:are|have been) (?:now )?(?:closed|disabled|turned off)\b.*|notify me of (?:new|follow-?up) (?:comments|posts)\b.*|this site uses akismet\b.*|logged in as .{1,60}|powered by disqus)$`), ""},

	{stemma.Promotion, false, pattern(`^(?:(?:please )?(?:subscribe|sign[ -]up|register)(?: now| today| here| free)? (?:to|for) (?:our|the|this|your|a|daily|weekly|free|get|receive)\b|get (?:our|the) (?:latest|best|top|free|daily|weekly|morning)\b.{0,80}\b(?:inbox|e-?mail|newsletter|app)\b|(?:follow|like|find) us on |follow (?:@\w+|.{1,60}) on (?:twitter|facebook|instagram|x|telegram|linkedin|youtube)\b|join us on |download (?:our|the) .{0,40}\bapp\b|(?:please )?(?:support|donate to) (?:us|our|independent)\b|become a (?:member|subscriber|supporter|patron)\b|already a (?:subscriber|member)\b|advertisement|advertise(?:ment)? with us|sponsored(?: content| by .{1,60})?|story continues below(?: advertisement)?|article continues (?:below|after).{0,40}|enter your e-?mail(?: address)?\b)[^.!?]*(?:[.!?][^.!?]{0,120})?[.!?]?$`), ""},
	{stemma.Promotion, true, pattern(`^(?:(?:daily |weekly |free |our |e-?mail )*newsletters?(?: sign-?up)?|stay (?:connected|informed|up to date)|follow us)[:.!]?$`), ""},

	{stemma.Related, true, pattern(`^(?:related(?: (?:stories|articles?|posts?|news|topics|content|links|coverage|reading|items))?|recommended(?: (?:for you|stories|reading|articles))?|you (?:may|might) (?:also )?(?:like|be interested in)|more (?:from|in|on) [^.,]{1,50}|more (?:stories|news|articles)|most (?:read|popular|viewed|shared|commented)(?: .{1,20})?|trending(?: now| stories)?|popular (?:posts|stories|now)|recent (?:blog )?(?:posts|articles|comments|stories|news)|latest (?:news|stories|posts|articles|headlines)|editor'?s'? picks?|top stories|don'?t miss|keep reading|read (?:next|this next)|up next|archives?|(?:older|newer) posts?)[:.]?$`), ""},
	{stemma.Related, false, pattern(`^(?:(?:read more|also read|read also|see also|related|related story|related article|more on this|more|watch|recommended|don'?t miss|previous (?:article|post|story)|next (?:article|post|story)) ?[:|»›>-]+ ?[^.]{3,160}[.]?|(?:read|continue) (?:more|reading)(?: »|\.\.\.|…)?)$`), ""},

	{stemma.Other, false, pattern(`^(?:please )?(?:enable|turn on|allow) javascript\b.{0,200}$|^(?:this|our) (?:site|page|website|form|content) (?:works best with|requires|uses) javascript\b.{0,200}$|^(?:you need to enable|javascript is (?:disabled|required|not enabled)).{0,200}$`), "javascript"},

	// A line of a table of contents.
	{stemma.Menu, false, leader, ".."},
	{stemma.Menu, false, leader, ". ."},

	{stemma.Legal, false, pattern(`^(?:(?:about|contact|help|imprint|accessibility)[ |·•,/&-]+)*(?:terms|privacy|cookie|legal notice)(?:(?: (?:of (?:use|service)|policy|and conditions|notice|settings))?[ |·•,/&-]+(?:terms|privacy|cookies?|legal notice|imprint|contact|accessibility))*(?: (?:of (?:use|service)|policy|and conditions|notice|settings))?$`), ""},
	// The end of a dispatch, and where to write.
	{stemma.Footer, false, pattern(`^(?:\([^()]{1,30}\) ?)?(?:ends?|-30-|\(ends?\)|/ends?|endit|# ?# ?#)\.?$`), ""},
	{stemma.Footer, false, pattern(`^(?:[^.]{0,80}\. ?)?(?:for (?:further|more) (?:questions|enquiries|inquiries|information|details)\b[^“"]{1,80}(?:@|\+\d|www\.|https?:)|write to (?:us|the editor)|send (?:letters|tips|corrections) to|press contacts?:|media (?:contacts?|enquiries|inquiries):)[^“"]{0,160}$`), ""},
	{stemma.Promotion, false, pattern(`^\*?[^.“"]{0,100}\. if you (?:value|like|enjoy|believe in) (?:it|this|our|what)\b.{0,300}$`), ". if you "},

	{stemma.Legal, false, pattern(`^(?:(?:copyright )?(?:©|\(c\)) ?(?:copyright )?(?:\d{4}|by |all |the |[\p{L}.]+ ).{0,300}|copyright (?:©|\(c\)|\d{4}|by |all ).{0,300}|(?:this|our|the) (?:web ?site|site|page) uses cookies\b.*|(?:we|we and our partners) use cookies\b.*|(?:reproduced|reprinted|republished) (?:here )?(?:with|by) (?:the )?(?:kind )?permission\b.{0,200}|by (?:using|continuing to use) this (?:web ?)?site,? you agree\b.*)$`), ""},
	{stemma.Legal, false, pattern(`^.{0,160}\ball rights reserved\b.{0,300}$`), "all rights reserved"},
	{stemma.Legal, false, pattern(`^.{0,200}\bmay not be (?:published|reproduced|copied|reprinted),? (?:broadcast|distributed|rewritten|or|in whole)\b.{0,300}$`), "may not be"},
}

// buttons reports whether a line is made of nothing but the words of buttons
// and menus. Words that are also headings of sections count only in company.
func buttons(text string) bool {
	if len(text) > 300 {
		return false
	}
	words := strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("|·•»«›‹>/,-–—:+()[]", r)
	})
	if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return !buttonWords[w] }) {
		return false
	}
	strong, weak := 0, 0
	rest := " " + strings.Join(words, "  ") + " "
	for _, p := range strongButtons {
		strong += strings.Count(rest, p)
		rest = strings.ReplaceAll(rest, p, "")
	}
	for _, p := range weakButtons {
		weak += strings.Count(rest, p)
		rest = strings.ReplaceAll(rest, p, "")
	}
	return strings.TrimSpace(rest) == "" && (strong > 0 || weak > 2)
}

var (
	strongButtons = phrases(
		"skip to main content", "skip to content", "single page", "larger text", "smaller text", "print this page", "printer friendly",
		"share this article", "share this story", "share this post", "share this", "share on facebook", "share on twitter", "share via email", "email this", "tweet this",
		"click to share on facebook", "click to share on twitter", "copy link", "back to top", "back to home", "return to top", "widget tooltip",
		"log in", "login", "log out", "sign in", "sign up", "sign out", "subscribe", "register", "my account", "contact us", "about us", "advertise", "privacy policy",
		"cookie policy", "terms of use", "terms of service", "terms and conditions", "site map", "sitemap", "rss", "follow us", "toggle navigation", "main menu", "menu", "tweet",
		"whatsapp", "pinterest", "show more", "load more", "read more", "view all", "see all", "loading...", "loading", "advertisement")
	weakButtons = phrases(
		"home", "about", "contact", "search", "print", "email", "e-mail", "share", "alerts", "facebook", "twitter", "linkedin", "reddit", "telegram", "instagram", "youtube", "comments",
		"next", "previous", "world", "news", "politics", "business", "economy", "sports", "sport", "opinion", "culture", "arts", "science", "technology", "tech", "health", "travel", "video",
		"videos", "photos", "podcasts", "podcast", "magazine", "archive", "archives", "blog", "blogs", "events", "jobs", "careers", "donate", "help", "faq", "support", "newsletters", "newsletter",
		"africa", "asia", "europe", "americas", "middle east", "national", "international", "local", "lifestyle", "entertainment", "features", "editorial", "more", "us", "uk", "the", "and", "a", "a+")
)

// buttonWords are those that a line of buttons is made of.
var buttonWords = func() map[string]bool {
	known := map[string]bool{}
	for _, p := range append(slices.Clone(strongButtons), weakButtons...) {
		for _, w := range strings.Fields(p) {
			known[w] = true
		}
	}
	return known
}()

// phrases makes each phrase match as whole words in the form that buttons
// gives its text, where every word has a space on both sides.
func phrases(list ...string) []string {
	for i, p := range list {
		list[i] = " " + strings.ReplaceAll(p, " ", "  ") + " "
	}
	return list
}
