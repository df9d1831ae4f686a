package weigh

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// An account is a document with one statement. Names stand in its text as
// [Name|entity|Type]; the source is what stands before " said", the content what stands
// behind "said that ".
type account struct {
	doc, text string
	published string
	above     string // the words for who quotes the source
}

// counted is how many witnesses the accounts are, all of one side, by document.
func counted(t *testing.T, known []stemma.Entity, all ...account) string {
	t.Helper()
	s := New(stemma.NewForest(nil, nil), nil)
	side := stemma.Side{}
	for i, a := range all {
		a.doc = string(rune('a' + i))
		doc := &stemma.Document{ID: stemma.ID(a.doc), Path: a.doc}
		if a.published != "" {
			doc.Published = &stemma.Shown{Value: a.published}
		}
		var mentions []stemma.Mention
		rest := a.text
		for {
			before, in, ok := strings.Cut(rest, "[")
			doc.Text += before
			if !ok {
				break
			}
			name, after, _ := strings.Cut(in, "]")
			parts := strings.Split(name, "|")
			m := stemma.Mention{Entity: stemma.ID(parts[1]), Type: nlp.EntityType(parts[2]), Form: nlp.Name, Span: stemma.Span{Begin: len(doc.Text)}}
			doc.Text += parts[0]
			m.Span.End = len(doc.Text)
			mentions = append(mentions, m)
			rest = after
		}
		span := func(words string) stemma.Span {
			i := strings.Index(doc.Text, words)
			if i < 0 {
				t.Fatalf("%q is not in %q", words, doc.Text)
			}
			return stemma.Span{Begin: i, End: i + len(words)}
		}
		at := span(" said ")
		begin := max(strings.LastIndex(doc.Text[:at.Begin], ". ")+2, 1) - 1
		if begin > 0 {
			begin++
		}
		link := func(source stemma.Span) stemma.Attribution {
			l := stemma.Attribution{Source: source, Cue: stemma.Span{Begin: at.Begin + 1, End: at.End - 1}}
			for _, m := range mentions {
				if source.Contains(m.Span) && (strings.TrimPrefix(source.In(doc.Text), "The ") == m.Span.In(doc.Text) || m.Type == nlp.Person) {
					l.SourceEntity = m.Entity
				}
			}
			if l.SourceEntity == "" {
				l.SourceEntity = stemma.ID("of " + a.doc + source.In(doc.Text))
			}
			return l
		}
		st := stemma.Statement{ID: "s-" + doc.ID, Doc: doc.ID, Content: []stemma.Span{{Begin: at.End, End: len(doc.Text)}}, Chain: []stemma.Attribution{{}}}
		if a.above != "" {
			st.Chain = append(st.Chain, link(span(a.above)))
		}
		st.Chain = append(st.Chain, link(stemma.Span{Begin: begin, End: at.Begin}))
		s.Add(doc, mentions, []stemma.Statement{st})
		side.Witnesses = append(side.Witnesses, stemma.Witness{Origin: st.ID})
	}
	for i := range known {
		s.Know(&known[i])
	}
	out := weighing(s, nil, []*stemma.Assessment{{Sides: []stemma.Side{side}}})[0].Sides[0].Witnesses
	var got []string
	for _, w := range out {
		docs := []string{string(w.Origin)}
		for _, d := range w.Descendants {
			docs = append(docs, string(d))
		}
		slices.Sort(docs)
		got = append(got, strings.Join(docs, "+"))
	}
	return strings.ReplaceAll(strings.Join(got, " "), "s-", "")
}

// TestParty holds that whoever speaks for one government or one body is one witness, and
// that an official who does not is another.
func TestParty(t *testing.T) {
	minister := account{text: "[Sarn|sarn|Place]’s fisheries minister, [Orla Vey|vey|Person], said that six boats were held."}
	state := account{text: "[Sarn|gov|PublicBody] said that six boats were held."}
	guard := account{text: "Captain [Ivo Lund|lund|Person], a spokesman for the [Coast Guard of Sarn|guard|Organization], said that six boats were held."}
	for _, c := range []struct {
		name, want string
		all        []account
	}{
		{"a minister and his government", "a+b", []account{minister, state}},
		{"a service and a minister of one state", "a+b", []account{minister, guard}},
		{"a ministry named by its people", "a+b", []account{minister, {text: "The [Sarnian foreign ministry|fm|PublicBody] said that six boats were held."}}},
		{"two states", "a b", []account{minister, {text: "[Velm|velm|Place]’s foreign minister, [Ana Sol|sol|Person], said that six boats were held."}}},
		{"an official without a name", "a b", []account{state, {text: "A [Sarnian|sarnians|Group] official said that six boats were held."}}},
		{"a former minister", "a b", []account{state, {text: "[Sarn|sarn|Place]’s former prime minister, [Orla Vey|vey|Person], said that six boats were held."}}},
		{"a captain who lives there", "a b", []account{state, {text: "[Ivo Lund|lund|Person], a skipper from [Sarn|sarn|Place], said that six boats were held."}}},
		{"a body and its head", "a+b", []account{
			{text: "The [Reef Watch|reef|Organization] said that six boats were held."},
			{text: "[Una Holt|holt|Person], director of the [Reef Watch|reef|Organization], said that six boats were held."},
		}},
		{"a body before the office of its head", "a+b", []account{
			{text: "The [Reef Watch|reef|Organization] said that six boats were held."},
			{text: "[Reef Watch|reef|Organization] director [Una Holt|holt|Person] said that six boats were held."},
		}},
		{"a body of the one state whose bodies a text names", "a+b", []account{minister, {text: "The [Sarnian navy|navy|PublicBody] held boats. The military said that six boats were held."}}},
		{"one of a text that names bodies of two states", "a b", []account{
			{text: "[Sarn|sarn|Place]’s fisheries minister, [Orla Vey|vey|Person], was in [Velm|velm|Place]. She said that six boats were held.", above: "Orla Vey"},
			{text: "The [Sarnian navy|navy|PublicBody] met the [Velmian navy|fleet|PublicBody]. The military said that six boats were held."},
		}},
		{"a people named after a country without its article", "a+b", []account{
			{text: "The minister of [El Marado|marado|Place], [Orla Vey|vey|Person], said that six boats were held."},
			{text: "The [Maradoan|maradoans|Group] minister [Ivo Lund|lund|Person] said that six boats were held."},
		}},
		{"a director in a country", "a b", []account{state, {text: "[Una Holt|holt|Person], a director in [Sarn|sarn|Place], said that six boats were held."}}},
		{"somebody near a minister", "a b", []account{state, {text: "A person close to [Sarn|sarn|Place]’s minister said that six boats were held."}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := counted(t, nil, c.all...); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestSource holds which sources are one though they are called otherwise.
func TestSource(t *testing.T) {
	skipper := stemma.Entity{ID: "lund", Type: nlp.Person, Named: true, Roles: []stemma.Role{{Words: "a ferryman from Holm"}}}
	other := stemma.Entity{ID: "sol", Type: nlp.Person, Named: true, Roles: []stemma.Role{{Words: "a ferryman"}}}
	named := account{text: "[Ivo Lund|lund|Person] said that he counted six."}
	unnamed := account{text: "A ferryman who had gone there said that he counted six."}
	memo := account{text: "[HARBOUR BOARD|board|Organization]. To all. The master said that six boats were held.", published: "2019-05-03"}
	for _, c := range []struct {
		name, want string
		known      []stemma.Entity
		all        []account
	}{
		{"the only one of the trade that texts name", "a+b", []stemma.Entity{skipper}, []account{named, unnamed}},
		{"two of the trade", "a b", []stemma.Entity{skipper, other}, []account{named, unnamed}},
		{"an official may be anybody", "a b", []stemma.Entity{{ID: "lund", Named: true, Roles: []stemma.Role{{Words: "an official"}}}}, []account{named, {text: "An official said that he counted six."}}},
		{"one quoted by two of one state", "a+b", nil, []account{
			{text: "Minister [Orla Vey|vey|Person] of the [Ministry of Sarn|min|PublicBody] was told so. A ferryman said that he counted six.", above: "Minister Orla Vey"},
			{text: "[Sarn|sarn|Place]’s government gave it out. A ferryman who had gone there said that he counted six.", above: "Sarn’s government"},
		}},
		{"quoted by two of two states", "a b", nil, []account{
			{text: "Minister [Orla Vey|vey|Person] of the [Ministry of Sarn|min|PublicBody] was told so. A ferryman said that he counted six.", above: "Minister Orla Vey"},
			{text: "[Velm|velm|Place]’s government gave it out. A ferryman who had gone there said that he counted six.", above: "Velm’s government"},
		}},
		{"a memorandum that is a text of the case", "a+b", nil, []account{memo, {text: "The leaked memorandum of the [Harbour Board|hb|Organization], dated 3 May, said that six boats were held."}}},
		{"one of another day", "a b", nil, []account{memo, {text: "The leaked memorandum of the [Harbour Board|hb|Organization], dated 9 May, said that six boats were held."}}},
		{"one of another body", "a b", nil, []account{memo, {text: "The leaked memorandum of the [Reef Watch|reef|Organization], dated 3 May, said that six boats were held."}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := counted(t, c.known, c.all...); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestTakenDown holds that who writes down what another says is no witness of it.
func TestTakenDown(t *testing.T) {
	text := "The ferryman said he counted six. The clerk wrote down six."
	doc := &stemma.Document{ID: "a", Path: "a", Text: text}
	said := func(id stemma.ID, source, cue, content string) stemma.Statement {
		at := func(words string) stemma.Span {
			i := strings.Index(text, words)
			return stemma.Span{Begin: i, End: i + len(words)}
		}
		return stemma.Statement{ID: id, Doc: "a", Content: []stemma.Span{at(content)}, Chain: []stemma.Attribution{{}, {Source: at(source), SourceEntity: stemma.ID(source), Cue: at(cue)}}}
	}
	for cue, want := range map[string]int{"wrote down": 1, "wrote": 2} {
		s := New(stemma.NewForest(nil, nil), nil)
		s.Add(doc, nil, []stemma.Statement{said("x", "The ferryman", "said", "he counted six"), said("y", "The clerk", cue, "six.")})
		side := stemma.Side{Witnesses: []stemma.Witness{{Origin: "x"}, {Origin: "y"}}}
		if got := weighing(s, nil, []*stemma.Assessment{{Sides: []stemma.Side{side}}})[0].Sides[0].Witnesses; len(got) != want {
			t.Errorf("a clerk who %s it: got %d witnesses, want %d", cue, len(got), want)
		}
	}
}

// TestTheDocument holds that "the document" is the one that the text quotes before.
func TestTheDocument(t *testing.T) {
	text := "A threat report of 2008 notes six boats. The document reads six boats. The letter reads six boats."
	doc := &stemma.Document{ID: "a", Path: "a", Text: text}
	side := stemma.Side{}
	var all []stemma.Statement
	for i, source := range []string{"A threat report of 2008", "The document", "The letter"} {
		at := strings.Index(text, source)
		id := stemma.ID(rune('x' + i))
		all = append(all, stemma.Statement{ID: id, Doc: "a", Content: []stemma.Span{{Begin: at + len(source) + 7, End: at + len(source) + 16}}, Chain: []stemma.Attribution{{},
			{Source: stemma.Span{Begin: at, End: at + len(source)}, SourceEntity: stemma.ID(source), SourceType: nlp.SourceDocument}}})
		side.Witnesses = append(side.Witnesses, stemma.Witness{Origin: id})
	}
	all[0].Chain[1].SourceType = "" // that it is a document its noun tells
	s := New(stemma.NewForest(nil, nil), nil)
	s.Add(doc, nil, all)
	got := weighing(s, nil, []*stemma.Assessment{{Sides: []stemma.Side{side}}})[0].Sides[0].Witnesses
	if len(got) != 2 || len(got[0].Descendants) != 1 || got[0].Descendants[0] != "y" {
		t.Errorf("got %+v, want the document with the report and the letter apart", got)
	}
}
