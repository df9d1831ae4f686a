package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/internal/eval"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/ner"
	"github.com/stemma/stemma/nlp/neural"
	"github.com/stemma/stemma/nlp/read"
	"github.com/stemma/stemma/nlp/segment"
	"github.com/stemma/stemma/nlp/train"
)

// guideline says what the labels of a set mean in our types, and which types it
// leaves out; where the set has no name there may be one of those.
type guideline struct {
	types  map[string][]nlp.EntityType
	silent []nlp.EntityType
}

const other = nlp.EntityType("")

var (
	worldwide = guideline{types: map[string][]nlp.EntityType{
		"Person": {nlp.Person}, "Organization": {nlp.Organization}, "Location": {nlp.Place}, "NORP": {nlp.Group},
		"Facility": {nlp.Facility}, "Product": {nlp.Product}, "Misc": {nlp.Event, nlp.Document, other},
		"Date": nil, "Money": nil,
	}}
	wikigold = guideline{types: map[string][]nlp.EntityType{
		"PER": {nlp.Person}, "ORG": {nlp.Organization}, "LOC": {nlp.Place, nlp.Facility},
		"MISC": {nlp.Group, nlp.Product, nlp.Event, nlp.Document, other},
	}}
	wnut = guideline{types: map[string][]nlp.EntityType{
		"person": {nlp.Person}, "location": {nlp.Place, nlp.Facility}, "group": {nlp.Organization}, "corporation": {nlp.Organization},
		"product": {nlp.Product}, "creative-work": {nlp.Document},
	}, silent: []nlp.EntityType{nlp.Group, nlp.Event, other}}
	re3d = guideline{types: map[string][]nlp.EntityType{
		"Person": {nlp.Person}, "Organisation": {nlp.Organization}, "Location": {nlp.Place, nlp.Facility},
		"Nationality": {nlp.Group}, "Weapon": {nlp.Product}, "MilitaryPlatform": {nlp.Product}, "Vehicle": {nlp.Product},
		"DocumentReference": {nlp.Document},
	}, silent: []nlp.EntityType{nlp.Event, nlp.Facility, other}}
)

// texts turns a labelled set into texts to learn from.
func texts(set []eval.LabelledText, g guideline, segmenter *segment.Segmenter, tagger *read.Reader) []train.NamedText {
	var out []train.NamedText
	for _, t := range set {
		doc := nlp.NewDoc(t.Text)
		doc.Blocks = t.Blocks
		segmenter.Annotate(doc)
		doc.Has |= nlp.Tokens | nlp.Sentences
		tagger.Annotate(doc)
		var names []train.Known
		for _, n := range t.Names {
			if kinds := g.types[n.Label]; kinds != nil {
				names = append(names, train.Known{Span: n.Span, Types: kinds})
			}
		}
		out = append(out, withCopies(train.NewNamedText(doc, names, g.silent), tagger))
	}
	return out
}

// withCopies adds copies of the text in capitals and in small letters.
func withCopies(t train.NamedText, tagger *read.Reader) train.NamedText {
	for _, write := range []func(string) string{strings.ToUpper, strings.ToLower} {
		copied := train.Rewrite(t.Doc, write)
		tagger.Annotate(copied)
		t.Copies = append(t.Copies, copied)
	}
	return t
}

// inside are the small words that stand within names.
var inside = strings.Fields("of the for and de la al el bin van von in on")

// titles are the words that end a mention of a person by office alone.
var titles = strings.Fields(`minister secretary president general commander ambassador spokesman spokeswoman spokesperson
	chairman director leader representative king prime colonel major lieutenant captain admiral sergeant officer
	envoy chief deputy governor mayor prince emir foreign defence defense state`)

// flat leaves of the mentions of a text of re3d, which nest and are names or
// not, the names that stand in the sense of the other sets: no title with a
// person's name, nothing that holds words in small letters but those of inside,
// and of those the longest. What is a place and an organisation at once may be
// either.
func flat(t eval.LabelledText) eval.LabelledText {
	type name struct {
		nlp.Span
		label string
	}
	var names []name
	for _, n := range t.Names {
		s := eval.Trim(t.Text, n.Span)
		words := strings.FieldsFunc(s.In(t.Text), func(r rune) bool { return unicode.IsSpace(r) || r == '-' })
		good := len(words) > 0
		for i, w := range words {
			r := []rune(w)[0]
			edge := i == 0 || i == len(words)-1
			if !unicode.IsUpper(r) && !unicode.IsDigit(r) && (edge || !slices.Contains(inside, w)) && !strings.HasPrefix(w, "al-") {
				good = false
			}
		}
		if strings.Contains(s.In(t.Text), "\n") {
			good = false
		}
		if good {
			names = append(names, name{s, n.Label})
		}
	}
	out := t
	out.Names = nil
	for _, n := range names {
		within := func(a, b nlp.Span) bool { return b.Contains(a) && a != b }
		bad := false
		words := strings.Fields(strings.ToLower(n.In(t.Text)))
		if n.label == "Person" {
			bad = len(words) == 1 && slices.Contains([]string{"i", "he", "she", "they", "we", "my", "his"}, words[0]) ||
				slices.Contains(titles, words[len(words)-1]) || slices.Contains(words, "for") || slices.Contains(words, "of")
			for _, m := range names {
				bad = bad || m.label == "Person" && within(m.Span, n.Span)
			}
		} else {
			bad = len(words) == 1 && slices.Contains([]string{"we", "they", "our", "it", "us", "their"}, words[0]) && n.In(t.Text) != "US"
			for _, m := range names {
				bad = bad || within(n.Span, m.Span) && m.label != "Person"
			}
		}
		if !bad {
			out.Names = append(out.Names, eval.LabelledSpan{Span: n.Span, Label: n.label})
		}
	}
	// One span, one name.
	slices.SortStableFunc(out.Names, func(a, b eval.LabelledSpan) int { return a.Begin - b.Begin })
	kept := out.Names[:0]
	for _, n := range out.Names {
		if k := len(kept) - 1; k >= 0 && kept[k].Overlaps(n.Span) {
			if kept[k].Span == n.Span && kept[k].Label != n.Label {
				kept[k].Label = "either"
			}
			continue
		}
		kept = append(kept, n)
	}
	out.Names = kept
	return out
}

// gumTypes maps GUM's types of entities. It marks every noun phrase and none of
// the adjectives that name a group.
var gumTypes = map[string][]nlp.EntityType{
	"person": {nlp.Person}, "organization": {nlp.Organization}, "place": {nlp.Place, nlp.Facility},
	"object": {nlp.Product, nlp.Facility, nlp.Document}, "event": {nlp.Event}, "abstract": {nlp.Document, nlp.Product, nlp.Event, other},
	"animal": {other}, "plant": {other}, "substance": {other, nlp.Product},
}

// gum returns the documents of GUM with the names among their entities: those
// whose shortest form is a proper noun. Only its words are known to be of the
// name; how far a name goes is left open.
func gum(path string, tagger *read.Reader) ([]train.NamedText, error) {
	sentences, err := train.ReadTreebanks(path)
	if err != nil {
		return nil, err
	}
	var out []train.NamedText
	for first := 0; first < len(sentences); {
		last := first + 1
		for last < len(sentences) {
			if _, begins := sentences[last].Comment("newdoc id"); begins {
				break
			}
			last++
		}
		text, err := gumText(sentences[first:last], tagger)
		if err != nil {
			return nil, fmt.Errorf("read the entities of %s: %w", path, err)
		}
		out = append(out, text)
		first = last
	}
	return out, nil
}

func gumText(sentences []conllu.Sentence, tagger *read.Reader) (train.NamedText, error) {
	doc := &nlp.Doc{}
	var b strings.Builder
	var words []*conllu.Word
	for i := range sentences {
		s := &sentences[i]
		first := len(doc.Tokens)
		for _, token := range s.Tokens {
			for n := token.First; n <= token.Last; n++ {
				w := &s.Words[n-1]
				begin := b.Len()
				b.WriteString(w.Form)
				doc.Tokens = append(doc.Tokens, nlp.Token{Span: nlp.Span{Begin: begin, End: b.Len()}, Glued: n > token.First})
				words = append(words, w)
			}
			if token.SpaceAfter {
				b.WriteByte(' ')
			}
		}
		b.WriteByte('\n')
		doc.Sentences = append(doc.Sentences, nlp.Sentence{First: first, Last: len(doc.Tokens)})
	}
	doc.Text = b.String()
	doc.Has = nlp.Tokens | nlp.Sentences
	tagger.Annotate(doc)

	type open struct {
		id, kind, short string
		first           int
	}
	var stack []open
	var names []train.Known
	closeOne := func(e open, last int) {
		kinds := gumTypes[e.kind]
		if kinds == nil {
			return
		}
		head := -1
		begin, end := -1, -1
		for _, number := range strings.Split(e.short, ",") {
			n, err := strconv.Atoi(number)
			if err != nil || e.first+n-1 > last {
				return
			}
			at := e.first + n - 1
			if words[at].UPOS == "PROPN" {
				head = at
				if begin < 0 {
					begin = at
				}
				end = at
			}
		}
		if head < 0 {
			return
		}
		if words[head].XPOS == "NNPS" {
			kinds = append(slices.Clone(kinds), nlp.Group, nlp.Organization)
		}
		names = append(names, train.Known{
			Span:  nlp.Span{Begin: doc.Tokens[begin].Begin, End: doc.Tokens[end].End},
			Types: kinds, Only: true, Head: doc.Tokens[head].Span,
		})
	}
	for i, w := range words {
		for _, field := range strings.Split(w.Misc, "|") {
			value, ok := strings.CutPrefix(field, "Entity=")
			if !ok {
				continue
			}
			for len(value) > 0 {
				if value[0] == '(' {
					end := strings.IndexAny(value[1:], "()")
					if end < 0 {
						end = len(value) - 1
					}
					parts := strings.Split(value[1:1+end], "-")
					if len(parts) < 6 {
						return train.NamedText{}, fmt.Errorf("entity %q is not of six parts", value)
					}
					e := open{parts[0], parts[1], parts[5], i}
					value = value[1+end:]
					if strings.HasPrefix(value, ")") {
						value = value[1:]
						closeOne(e, i)
					} else {
						stack = append(stack, e)
					}
					continue
				}
				end := strings.IndexAny(value, ")(")
				if end <= 0 {
					break
				}
				id := value[:end]
				value = strings.TrimPrefix(value[end:], ")")
				for k := len(stack) - 1; k >= 0; k-- {
					if stack[k].id == id {
						closeOne(stack[k], i)
						stack = slices.Delete(stack, k, k+1)
						break
					}
				}
			}
		}
	}
	slices.SortStableFunc(names, func(a, b train.Known) int { return a.Len() - b.Len() })
	return withCopies(train.NewNamedText(doc, names, []nlp.EntityType{nlp.Group, other}), tagger), nil
}

// namedTexts are all texts that names are learned from.
func namedTexts() ([]train.NamedText, error) {
	tagger, err := en.Tagger()
	if err != nil {
		return nil, err
	}
	segmenter, err := cutter(true)
	if err != nil {
		return nil, err
	}
	data := dataFolder()
	var all []train.NamedText
	news, err := eval.ReadWorldwide(filepath.Join(data, "ner", "worldwide"), false)
	if err != nil {
		return nil, err
	}
	all = append(all, texts(news, worldwide, segmenter, tagger)...)
	wiki, err := eval.ReadColumns(filepath.Join(data, "ner", "wikigold.conll"), 0, 1, false)
	if err != nil {
		return nil, err
	}
	all = append(all, texts(wiki, wikigold, segmenter, tagger)...)
	tweets, err := eval.ReadColumns(filepath.Join(data, "ner", "wnut17-train.conll"), 0, 1, true)
	if err != nil {
		return nil, err
	}
	all = append(all, texts(tweets, wnut, segmenter, tagger)...)
	g := re3d
	g.types["either"] = []nlp.EntityType{nlp.Organization, nlp.Place}
	for _, folder := range []string{"Australian_Department_of_Foreign_Affairs", "CENTCOM", "Wikipedia"} {
		set, err := eval.ReadRE3D(filepath.Join(data, "ner", "re3d", folder))
		if err != nil {
			return nil, err
		}
		for i := range set {
			set[i] = flat(set[i])
		}
		all = append(all, texts(set, g, segmenter, tagger)...)
	}
	bank, err := gum(filepath.Join(data, "treebank", "en_gum-open-train.conllu"), tagger)
	if err != nil {
		return nil, err
	}
	return append(all, bank...), nil
}

// wordTable is what is known of words from running text and from lists of
// names: those of nlp/en, names of people on public lists of sanctions, and
// Arabic ones in English spelling.
func wordTable(l *train.Lexicon, seed uint64) (train.WordTable, error) {
	class := map[string]int32{}
	if err := nameLists(class); err != nil {
		return train.WordTable{}, err
	}
	if err := capitalLevels(class); err != nil {
		return train.WordTable{}, err
	}
	t := train.WordTable{List: slices.Clone(l.List)}
	known := map[string]bool{}
	for _, w := range l.List {
		known[w] = true
	}
	for _, w := range slices.Sorted(maps.Keys(class)) {
		if !known[w] {
			t.List = append(t.List, w)
		}
	}
	t.Rows = make([]int32, len(t.List)*ner.WordColumns)
	var clusters [3][]int32
	for k, count := range []int{64, 256, 1000} {
		clusters[k] = train.Clusters(l, min(count, len(l.List)), 12, seed)
	}
	for i, w := range t.List {
		if i < len(l.List) {
			t.Rows[i*ner.WordColumns] = ner.Pack(clusters[0][i], clusters[1][i], clusters[2][i])
		}
		t.Rows[i*ner.WordColumns+1] = class[w]
	}
	return t, nil
}

func nameLists(class map[string]int32) error {
	var buffer []byte
	mark := func(word string, kind int32) {
		buffer = neural.Normal(buffer, word)
		class[string(buffer)] |= kind
	}
	bits := map[string]int32{"given": ner.GivenName, "family": ner.FamilyName, "place": ner.PlaceName, "group": ner.GroupName}
	for kind, words := range en.NameWords() {
		for _, w := range words {
			mark(w, bits[kind])
		}
	}
	folder := filepath.Join(dataFolder(), "names")
	content, err := os.ReadFile(filepath.Join(folder, "ar2en-train.txt"))
	if err != nil {
		return fmt.Errorf("read names: %w", err)
	}
	times := map[string]int{}
	for line := range strings.Lines(string(content)) {
		if _, english, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			times[english]++
		}
	}
	content, err = os.ReadFile(filepath.Join(folder, "alias_clusters.jsonl"))
	if err != nil {
		return fmt.Errorf("read names: %w", err)
	}
	for line := range strings.Lines(string(content)) {
		var row struct {
			Schema string
			Names  []struct{ Name string }
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return fmt.Errorf("read names: %w", err)
		}
		if row.Schema != "Person" {
			continue
		}
		seen := map[string]bool{}
		for _, n := range row.Names {
			for _, w := range strings.FieldsFunc(strings.ToLower(n.Name), func(r rune) bool { return !unicode.IsLetter(r) }) {
				if len(w) > 2 && w[0] < 0x80 && !seen[w] {
					seen[w] = true
					times[w]++
				}
			}
		}
	}
	for w, n := range times {
		if n >= 2 && len(w) > 2 {
			mark(w, ner.FamilyName)
		}
	}
	return nil
}

// capitalLevels adds to the class of words how often they are capitalised
// within sentences of running text.
func capitalLevels(class map[string]int32) error {
	type count struct{ capital, all int }
	counts := map[string]*count{}
	var buffer []byte
	err := eachText(func(doc *nlp.Doc) {
		for _, s := range doc.Sentences {
			tokens := doc.Tokens[s.First:s.Last]
			capital, words := 0, 0
			for i := range tokens {
				r := rune(tokens[i].In(doc.Text)[0])
				if unicode.IsLetter(r) {
					words++
					if unicode.IsUpper(r) {
						capital++
					}
				}
			}
			if 2*capital > words || words < 4 {
				continue // a heading, or text in capitals
			}
			for i := range tokens {
				form := tokens[i].In(doc.Text)
				r, _ := utf8.DecodeRuneInString(form)
				if i == 0 || !unicode.IsLetter(r) || i > 0 && !unicode.IsLetter(rune(tokens[i-1].In(doc.Text)[0])) {
					continue
				}
				buffer = neural.Normal(buffer, form)
				c := counts[string(buffer)]
				if c == nil {
					c = &count{}
					counts[string(buffer)] = c
				}
				c.all++
				if unicode.IsUpper(r) {
					c.capital++
				}
			}
		}
	})
	for w, c := range counts {
		if c.all < 3 {
			continue
		}
		level := int32(1)
		for _, share := range []int{2, 10, 40, 75, 95} {
			if 100*c.capital >= share*c.all {
				level++
			}
		}
		class[w] |= level
	}
	return err
}

// names learns the weights of names.
func names(o train.NameOptions, lexicon *train.Lexicon) (*model.File, error) {
	set, err := namedTexts()
	if err != nil {
		return nil, err
	}
	o.Log("%d texts read", len(set))
	table, err := wordTable(lexicon, o.Seed)
	if err != nil {
		return nil, err
	}
	o.Log("%d words known", len(table.List))
	return train.Names(set, table, o), nil
}

// runNames is the command "ner".
func runNames(args []string) error {
	flags := flag.NewFlagSet("nlptrain ner", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("nlp", "en", "weights", "ner.weights"), "the `file` to write")
	o := train.NameOptions{Log: progress()}
	flags.Uint64Var(&o.Seed, "seed", 1, "seed of all chance")
	flags.IntVar(&o.Epochs, "epochs", 4, "times all texts are seen")
	flags.Float64Var(&o.Rate, "rate", 0.05, "first step")
	flags.Float64Var(&o.Drop, "drop", 0.3, "share of features left out")
	flags.Float64Var(&o.Caseless, "caseless", 0.15, "share of texts read in capitals or small letters")
	flags.IntVar(&o.Least, "least", 2, "times that a feature must occur")
	flags.IntVar(&o.Rows, "rows", 110000, "features kept")
	flags.IntVar(&o.Fields, "fields", 1, "fields that are learned and averaged")
	embed := flags.String("embed", "", "vectors of words, as \"nlptrain embed\" makes them")
	if err := flags.Parse(args); err != nil {
		return err
	}
	lexicon, err := vectors(*embed)
	if err != nil {
		return err
	}
	weights, err := names(o, lexicon)
	if err != nil {
		return err
	}
	if err := writeNames(weights, *out, "ner", args); err != nil {
		return err
	}
	return scoreNames([]string{"-ner", *out})
}

// writeNames writes weights that were learned from the sets of names.
func writeNames(weights *model.File, out, kind string, args []string) error {
	weights.AddNote("language", "en")
	weights.AddNote("data", "Worldwide Newswire, re3d (CENTCOM, Wikipedia, DFAT), WikiGold, WNUT 2017, UD English GUM (openly licensed genres)")
	weights.AddNote("licence", "CC BY-SA 4.0")
	weights.AddNote("command", strings.Join(append([]string{"nlptrain", kind}, stated(args)...), " "))
	data := weights.Encode()
	if err := os.WriteFile(out, data, 0o666); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", out, len(data))
	return nil
}

// runNameNetwork is the command "ner-network".
func runNameNetwork(args []string) error {
	flags := flag.NewFlagSet("nlptrain ner-network", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("nlp", "en", "weights", "ner-network.weights"), "the `file` to write")
	o := train.Options{Log: progress()}
	flags.Uint64Var(&o.Seed, "seed", 1, "seed of all chance")
	flags.IntVar(&o.Dim, "dim", 128, "elements of a word's vector")
	flags.IntVar(&o.Layers, "layers", 2, "layers of the encoder")
	flags.IntVar(&o.Buckets, "buckets", 8192, "rows shared by affixes")
	flags.IntVar(&o.Epochs, "epochs", 10, "times all sentences are seen")
	flags.Float64Var(&o.Rate, "rate", 0.003, "highest step")
	flags.IntVar(&o.Batch, "batch", 500, "words in a batch")
	flags.Float64Var(&o.Drop, "drop", 0.35, "share of elements left out")
	flags.Float64Var(&o.Blank, "blank", 0.2, "share of words shown as unknown")
	flags.Float64Var(&o.Upper, "upper", 0.1, "share of sentences shown in capitals")
	flags.Float64Var(&o.Lower, "lower", 0.07, "share of sentences shown in small letters")
	embed := flags.String("embed", "", "vectors of words, as \"nlptrain embed\" makes them")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var err error
	if o.Lexicon, err = vectors(*embed); err != nil {
		return err
	}
	set, err := namedTexts()
	if err != nil {
		return err
	}
	return writeNames(train.NameNetwork(set, o), *out, "ner-network", args)
}

// scoreNames is the command "score-ner".
func scoreNames(args []string) error {
	flags := flag.NewFlagSet("nlptrain score-ner", flag.ContinueOnError)
	file := flags.String("ner", filepath.Join("nlp", "en", "weights", "ner.weights"), "weights of the names")
	network := flags.String("network", "", "weights of their network; none if empty")
	errors := flags.Bool("errors", false, "print what is wrong")
	if err := flags.Parse(args); err != nil {
		return err
	}
	tagger, err := en.Tagger()
	if err != nil {
		return err
	}
	f, err := readWeights(*file)
	if err != nil {
		return err
	}
	recognizer, err := ner.Load(f)
	if err == nil && *network != "" {
		var other *model.File
		if other, err = readWeights(*network); err == nil {
			recognizer, err = ner.LoadWith(f, other)
		}
	}
	if err != nil {
		return err
	}
	pipeline, err := nlp.NewPipeline("en", en.Segmenter(), tagger, recognizer)
	if err != nil {
		return err
	}
	data := filepath.Join(dataFolder(), "ner")
	news, err := eval.ReadWorldwide(filepath.Join(data, "worldwide"), true)
	if err != nil {
		return err
	}
	uk, err := eval.ReadRE3D(filepath.Join(data, "re3d", "UK_Government"))
	if err != nil {
		return err
	}
	tweets, err := eval.ReadColumns(filepath.Join(data, "wnut17-dev.conll"), 0, 1, true)
	if err != nil {
		return err
	}
	ewt, err := eval.ReadColumns(filepath.Join(data, "uner-ewt-dev.iob2"), 1, 2, false)
	if err != nil {
		return err
	}
	small := func(t []eval.LabelledText) []eval.LabelledText {
		out := slices.Clone(t)
		for i := range out {
			out[i].Text = strings.Map(func(r rune) rune {
				if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
					return l
				}
				return r
			}, out[i].Text)
		}
		return out
	}
	for _, m := range []struct {
		name  string
		texts []eval.LabelledText
		score func(eval.LabelledText, []nlp.Mention) map[string]eval.Ratio
	}{
		{"worldwide", news, eval.Exact},
		{"worldwide capitals", eval.Capitals(news), eval.Exact},
		{"worldwide small", small(news), eval.Exact},
		{"re3d UK named", uk, eval.ScoreNamed},
		{"wnut17 dev", tweets, eval.Exact},
		{"uner-ewt dev", ewt, eval.Exact},
	} {
		start := time.Now()
		r := eval.Names(m.texts, pipeline.Annotate, m.score)
		fmt.Printf("%-20s", m.name)
		for _, kind := range []string{"all", "person", "organisation", "place"} {
			x := r[kind]
			fmt.Printf("  %s P %.1f R %.1f F1 %.2f", kind, 100*float64(x.Correct)/float64(max(1, x.System)), 100*float64(x.Correct)/float64(max(1, x.Gold)), x.F1())
		}
		fmt.Printf("  (%.1fs)\n", time.Since(start).Seconds())
		if *errors {
			for _, t := range m.texts {
				doc := nlp.NewDoc(t.Text)
				pipeline.Annotate(doc)
				showErrors(t, doc)
			}
		}
	}
	return nil
}

func showErrors(t eval.LabelledText, doc *nlp.Doc) {
	type item struct {
		nlp.Span
		side, kind string
	}
	var all []item
	for _, n := range t.Names {
		all = append(all, item{n.Span, "gold", n.Label})
	}
	for _, n := range doc.Mentions {
		all = append(all, item{n.Span, "ours", string(n.Type)})
	}
	slices.SortStableFunc(all, func(a, b item) int { return cmp.Compare(a.Begin, b.Begin) })
	for i, x := range all {
		same := func(y item) bool { return y.Span == x.Span && y.side != x.side && eval.SameType(y.kind, x.kind) }
		if slices.ContainsFunc(all[max(0, i-3):min(len(all), i+4)], same) {
			continue
		}
		fmt.Printf("%s %-13s %-40q %q\n", x.side, x.kind, x.In(t.Text), t.Text[max(0, x.Begin-30):min(len(t.Text), x.End+30)])
	}
}
