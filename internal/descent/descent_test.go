package descent_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
)

// Invented dispatches of one affair.
const (
	dispatch = `The ferry Osmunda, which carries timber between Varo and Linsk, was stopped on Monday by two patrol boats, the harbour office at Linsk said. Captain Ulrik Dahlmann was taken ashore with four sailors.

"We were in our own water," the captain told his owners by radio. The owners, Brandt and Daughters, say the boats fired 12 shots. No one was hurt.

The governor of Linsk, Petra Solheim, said 31 crates had been opened and that 7 of them held rifles. She did not show them. A clerk of the customs house, who was there, counted 9 crates with broken seals.

The strait has been closed to timber ships since the treaty of 1962 was cancelled in spring. About 400 families in Varo live by the trade.`
	spun = `The vessel Osmunda, which hauls lumber between Varo and Linsk, was halted on Monday by two guard craft, the port bureau at Linsk stated. Skipper Ulrik Dahlmann was brought to land with four seamen.

"We were inside our private water," the skipper informed his proprietors by wireless. The proprietors, Brandt and Daughters, claim the craft discharged 12 rounds. Nobody was injured.

The ruler of Linsk, Petra Solheim, stated 31 boxes had been unsealed and that 7 of them contained guns. She did not display them. A scribe of the tax building, who was present, tallied 9 boxes with torn seals.

The channel has been shut to lumber vessels since the pact of 1962 was annulled in spring. Around 400 households in Varo live by the commerce.`
	sameEvent = `Linsk has freed the master of the Osmunda, its governor announced on Thursday. Petra Solheim told a press conference that Ulrik Dahlmann had paid a fine for sailing without papers and could go home.

Rifles were found aboard, she repeated. In Varo the dockers do not believe her. "Who sends guns in a timber boat?" asked one of them outside the seamen's church.

The treaty that let ships of both towns use the strait ended in spring, and talks on a new one have not begun. Brandt and Daughters own two more ferries; both stay in port.`
	host = `Timber prices rose for the third week. Merchants in Tarn blamed the strait and the weather in equal parts, and the exchange closed early on Friday.

Buyers from the paper mills waited in the rain. Nothing was sold at the old price, said Gerda Mohn, who has run the weighing house for eleven years.

In the evening the mills sent word that they would take half of what they took last year, and pay in silver.`
)

var lifted = "The strait has been closed to timber ships since the treaty of 1962 was cancelled in spring. About 400 families in Varo live by the trade."

// cases are texts by id.
type texts map[stemma.ID]string

func (t texts) tracer(order []stemma.ID) *descent.Tracer {
	x := descent.NewIndex()
	for _, id := range order {
		x.Add(id, descent.NewSketch(words(t[id])))
	}
	return &descent.Tracer{Index: x, Words: func(_ context.Context, id stemma.ID) (*descent.Words, error) { return words(t[id]), nil }}
}

func (t texts) ids() []stemma.ID {
	var ids []stemma.ID
	for id := range t {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func found(t *descent.Tracer, ids []stemma.ID) ([]descent.Pair, error) {
	pairs, err := t.Pairs(context.Background(), ids)
	if err != nil {
		return nil, err
	}
	return slices.Collect(pairs.All()), nil
}

func words(text string) *descent.Words {
	return descent.Split(text, []stemma.Span{{Begin: 0, End: len(text)}})
}

func TestPairs(t *testing.T) {
	half := strings.Join(strings.SplitAfter(dispatch, "\n\n")[:2], "")
	first, rest, _ := strings.Cut(host, "\n\n")
	all := texts{
		"original": dispatch, "spun": spun, "same event": sameEvent, "host": host, "cut": half,
		"lift":     first + "\n\n" + lifted + "\n\n" + rest,
		"revision": strings.NewReplacer("31 crates", "13 crates", "No one was hurt.", "One sailor was hurt.", "did not show", "showed").Replace(dispatch),
		"capitals": strings.ToUpper(dispatch),
		"quoting":  `The shipowners spoke for the first time. "We were in our own water," the captain told them, they said in Tarn, and asked for a court of arbitration to be named before the ice comes.`,
	}
	want := map[string]stemma.DerivationKind{
		"original spun": stemma.Spun, "cut original": stemma.Copy, "lift original": stemma.Excerpt, "host lift": stemma.Copy,
		"original revision": stemma.Revision, "capitals original": stemma.Copy,
	}
	pairs, err := all.tracer(all.ids()).Pairs(t.Context(), all.ids())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]stemma.DerivationKind{}
	mixed := pairs.Mixtures()
	for p := range pairs.All() {
		if p.Score >= descent.Threshold {
			got[string(p.A)+" "+string(p.B)] = p.Kind(&descent.Document{}, &descent.Document{}, mixed[p.A], mixed[p.B])
		}
	}
	for pair, kind := range want {
		if got[pair] != kind {
			t.Errorf("%s is %q, want %q", pair, got[pair], kind)
		}
	}
	for pair, kind := range got {
		if strings.Contains(pair, "same event") || strings.Contains(pair, "quoting") {
			t.Errorf("%s is %s, and ought to be nothing", pair, kind)
		}
	}
}

// TestPassages holds that what is aligned is the words that were taken.
func TestPassages(t *testing.T) {
	first, rest, _ := strings.Cut(host, "\n\n")
	all := texts{"a": dispatch, "b": first + "\n\n" + lifted + "\n\n" + rest}
	p, err := all.tracer(all.ids()).Pair(context.Background(), "b", "a")
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Passages) != 1 {
		t.Fatalf("%d passages, want 1", len(p.Passages))
	}
	x := p.Passages[0]
	want := strings.TrimSuffix(lifted, ".")
	if a, b := x.A.In(all["a"]), x.B.In(all["b"]); a != want || b != want {
		t.Errorf("aligned %q with %q", a, b)
	}
}

// TestBoilerplate holds that what many texts carry, which are otherwise
// different, weighs nothing, and that a dispatch in many papers still does.
func TestBoilerplate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	invent := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "w%c%c%c%c%c ", 'a'+r.IntN(26), 'a'+r.IntN(26), 'a'+r.IntN(26), 'a'+r.IntN(26), 'a'+r.IntN(26))
			if i%14 == 13 {
				b.WriteString("ended. ")
			}
		}
		return b.String()
	}
	boilerplate := invent(80) + "."
	all := texts{}
	for i := range 40 {
		all[stemma.ID(fmt.Sprintf("own%02d", i))] = invent(150) + ".\n\n" + boilerplate
		all[stemma.ID(fmt.Sprintf("wire%02d", i))] = invent(10) + ".\n\n" + dispatch
	}
	pairs, err := found(all.tracer(all.ids()), all.ids())
	if err != nil {
		t.Fatal(err)
	}
	wire := map[stemma.ID]bool{}
	for _, p := range pairs {
		if p.Score < descent.Threshold {
			continue
		}
		if strings.HasPrefix(string(p.A), "own") || strings.HasPrefix(string(p.B), "own") {
			t.Errorf("%s and %s descend by their boilerplate: %.2f", p.A, p.B, p.Score)
		}
		wire[p.A], wire[p.B] = true, true
	}
	if len(wire) != 40 {
		t.Errorf("%d of 40 printings were found", len(wire))
	}
	if len(pairs) > 40*8 {
		t.Errorf("%d pairs of 40 printings: that is a square", len(pairs))
	}
}

// TestOrder holds that the index says the same whatever came first, and
// whatever came and went.
func TestOrder(t *testing.T) {
	all := texts{"original": dispatch, "spun": spun, "same event": sameEvent, "host": host, "cut": lifted + " " + spun, "capitals": strings.ToUpper(dispatch)}
	for i := range 30 {
		all[stemma.ID(fmt.Sprintf("copy%d", i))] = dispatch + strings.Repeat(" again", i)
	}
	ids := all.ids()
	want, err := found(all.tracer(ids), ids)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 5 {
		r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		tr := all.tracer(ids)
		gone := descent.NewSketch(words(dispatch + " and more of it"))
		for i := range 10 {
			tr.Index.Add(stemma.ID(fmt.Sprintf("gone%d", i)), gone)
		}
		for i := range 10 {
			tr.Index.Remove(stemma.ID(fmt.Sprintf("gone%d", i)))
		}
		tr.Index.Add(ids[0], descent.NewSketch(words(all[ids[0]])))
		got, err := found(tr, ids)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatal("another order gives other pairs")
		}
	}
}

// TestSharedOrigin holds that a sentence in two texts is of one origin only
// where both credit it to one agency, and that nothing directs it.
func TestSharedOrigin(t *testing.T) {
	credits := func(name, kind string) []descent.Credit { return []descent.Credit{{Name: name, Kind: kind}} }
	pair := func(quoted float64) descent.Pair {
		return descent.Pair{A: "a", B: "b", Comparison: descent.Comparison{
			Score: 0.2, ShareA: 0.1, ShareB: 0.1, Same: 1, Quoted: quoted,
			Passages: []descent.Passage{{A: stemma.Span{Begin: 0, End: 90}, B: stemma.Span{Begin: 5, End: 95}, Same: 1}},
		}}
	}
	for _, test := range []struct {
		name       string
		quoted     float64
		a, b       []descent.Credit
		publisherB string
		want       stemma.DerivationKind
	}{
		{"both credit it", 0, credits("Reuters", "source"), credits("Thomson Reuters", "mark"), "Lund Radio", stemma.SharedRoot},
		{"in quotation marks", 1, credits("Reuters", "source"), credits("Reuters", "source"), "Lund Radio", stemma.Quotation},
		{"one credits it", 0, credits("Reuters", "source"), nil, "Lund Radio", stemma.Quotation},
		{"one author", 0, credits("Ana Soto", "byline"), credits("Ana Soto", "byline"), "Lund Radio", stemma.Quotation},
		{"the agency's own", 0, credits("Reuters", "source"), credits("Reuters", "dateline"), "Reuters", stemma.Quotation},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := &descent.Document{ID: "a", Path: "a", Publisher: "Varo Post", Published: "2021-03-03", Credits: test.a}
			b := &descent.Document{ID: "b", Path: "b", Publisher: test.publisherB, Published: "2021-03-04", Credits: test.b}
			d := pair(test.quoted).Derivation(a, b, false, false, descent.DefaultOutlets())
			if d == nil || d.Kind != test.want || d.Directed == (test.want == stemma.SharedRoot) {
				t.Errorf("got %+v, want %s", d, test.want)
			}
		})
	}
}

// TestMixtureIsNoEarlier holds that a text is put together of none that is dated
// later, and that what was found of the passages is kept all the same.
func TestMixtureIsNoEarlier(t *testing.T) {
	p := descent.Pair{A: "a", B: "b", Comparison: descent.Comparison{
		Score: 0.8, ShareA: 0.4, ShareB: 0.5, Same: 1,
		Passages: []descent.Passage{{A: stemma.Span{Begin: 0, End: 300}, B: stemma.Span{Begin: 5, End: 305}, Same: 1}},
	}}
	for day, want := range map[string]struct {
		kind stemma.DerivationKind
		from stemma.ID
	}{"2021-03-01": {stemma.Excerpt, "a"}, "2021-03-05": {stemma.Mixture, "b"}, "": {stemma.Mixture, "b"}} {
		a := &descent.Document{ID: "a", Path: "a", Published: day}
		b := &descent.Document{ID: "b", Path: "b", Published: "2021-03-03"}
		d := p.Derivation(a, b, true, false, descent.DefaultOutlets())
		if d.Kind != want.kind || d.From != want.from || !d.Directed {
			t.Errorf("dated %q: %s from %s, want %s from %s", day, d.Kind, d.From, want.kind, want.from)
		}
		if _, mixed, ok := descent.Restore(d); !ok || mixed != [2]bool{true, false} {
			t.Errorf("dated %q: restored as %v", day, mixed)
		}
	}
}

// TestSketchBytes holds that a sketch survives being kept.
func TestSketchBytes(t *testing.T) {
	for _, text := range []string{dispatch, "", "one", strings.Repeat("The same sentence, 12 times over. ", 5000)} {
		s := descent.NewSketch(words(text))
		got, err := descent.ReadSketch(s.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, s) {
			t.Errorf("%.20q: %v, want %v", text, got, s)
		}
	}
	for _, bad := range [][]byte{{1}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, append(descent.NewSketch(words(dispatch)).Bytes(), 7)} {
		if _, err := descent.ReadSketch(bad); err == nil {
			t.Errorf("%x is taken for a sketch", bad)
		}
	}
}

// FuzzCompare holds that any two texts can be compared, and that passages lie
// in their texts.
func FuzzCompare(f *testing.F) {
	f.Add(dispatch, spun)
	f.Add(strings.Repeat("one sentence. ", 500), strings.Repeat("one sentence. ", 300))
	f.Add("“”\"\"«", "\xff\xfe é ا 漢字 12.5, 3")
	f.Fuzz(func(t *testing.T, a, b string) {
		all := texts{"a": a, "b": b}
		p, err := all.tracer(all.ids()).Pair(context.Background(), "a", "b")
		if err != nil {
			t.Fatal(err)
		}
		if !(p.Score >= 0 && p.Score <= 1 && p.ShareA >= 0 && p.ShareA <= 1 && p.ShareB >= 0 && p.ShareB <= 1 && p.Same <= 1) {
			t.Errorf("numbers out of range: %+v", p.Comparison)
		}
		for _, x := range p.Passages {
			if x.A.Begin < 0 || x.A.End > len(a) || x.A.Len() <= 0 || x.B.Begin < 0 || x.B.End > len(b) || x.B.Len() <= 0 {
				t.Errorf("a passage lies outside: %+v", x)
			}
		}
	})
}

// FuzzReadNote holds that no bytes break the reading of a note, and that what
// is read is written as it was.
func FuzzReadNote(f *testing.F) {
	f.Add((&descent.Note{Sketch: descent.NewSketch(words(dispatch)), Hearsay: descent.NewSketch(words(lifted)), Cognates: descent.NewCognates("en", dispatch, words(dispatch)).Sketch(), Lang: "en", Address: "https://a.example/1"}).Bytes())
	f.Add([]byte{6, 9, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, '{', '}'})
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := descent.ReadNote(b)
		if err != nil {
			return
		}
		again, err := descent.ReadNote(n.Bytes())
		if err != nil || !reflect.DeepEqual(again.Sketch, n.Sketch) || !reflect.DeepEqual(again.Hearsay, n.Hearsay) || !reflect.DeepEqual(again.Cognates, n.Cognates) {
			t.Fatalf("%v is read again as %v, %v", n.Sketch, again, err)
		}
	})
}
