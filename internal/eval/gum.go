package eval

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
)

// A CorefText is a document of GUM as raw text, with its chains of mentions.
//
// Every mention that GUM marks counts, of whatever kind: names, noun phrases
// with all that modifies them, pronouns, times, and the clauses that a later
// "this" takes up. The main scheme of GUM is kept (chains through apposition
// and predicates, compound modifiers, indefinite antecedents); only mentions
// that stand alone are left aside when scores are taken. This was fixed before
// anything was learned.
type CorefText struct {
	Name     string
	Text     string
	Mentions []GoldMention // in the order in which they close
}

// A GoldMention is a mention as GUM marks it, with what its gold tree says of it.
type GoldMention struct {
	nlp.Span
	Head  nlp.Span // the word of it that the others depend on
	Chain int      // from 0; some have one mention only
	Kind  string   // GUM's type: person, place, organization, abstract, ...
	UPOS  string   // of the head
	Feats string
}

// ReadGUM reads a part ("dev", "train") of GUM from the data folder: chains
// from coref, text and trees from treebank.
func ReadGUM(data, part string) ([]CorefText, error) {
	name := "en_gum-open-" + part + ".conllu"
	f, err := os.Open(filepath.Join(data, "treebank", name))
	if err != nil {
		return nil, fmt.Errorf("read GUM: %w", err)
	}
	defer f.Close()
	sentences, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("read GUM, %s: %w", name, err)
	}
	var texts []CorefText
	for len(sentences) > 0 {
		n := 1
		for n < len(sentences) {
			if _, begins := sentences[n].Comment("newdoc id"); begins {
				break
			}
			n++
		}
		id, _ := sentences[0].Comment("newdoc id")
		text, err := readCorefText(filepath.Join(data, "coref", part, id+".conll"), sentences[:n])
		if err != nil {
			return nil, fmt.Errorf("read GUM, %s: %w", id, err)
		}
		text.Name = id
		texts = append(texts, text)
		sentences = sentences[n:]
	}
	return texts, nil
}

func readCorefText(path string, sentences []conllu.Sentence) (CorefText, error) {
	text := CorefText{Text: conllu.Raw(sentences)}
	var words []conllu.Word
	var heads []int // of each word, in words; -1 for a root
	for _, s := range sentences {
		base := len(words)
		for _, w := range s.Words {
			head := -1
			if w.Head > 0 {
				head = base + w.Head - 1
			}
			words, heads = append(words, w), append(heads, head)
		}
	}
	spans, err := findWords(text.Text, words)
	if err != nil {
		return text, err
	}
	f, err := os.Open(path)
	if err != nil {
		return text, err
	}
	defer f.Close()
	marks, err := readBrackets(f, len(words))
	if err != nil {
		return text, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	number := map[string]int{}
	for _, m := range marks {
		head := m.first
		for i := m.first; i <= m.last; i++ {
			if h := heads[i]; h < m.first || h > m.last {
				head = i
				break
			}
		}
		if _, ok := number[m.chain]; !ok {
			number[m.chain] = len(number)
		}
		text.Mentions = append(text.Mentions, GoldMention{
			Span: nlp.Span{Begin: spans[m.first].Begin, End: spans[m.last].End}, Head: spans[head],
			Chain: number[m.chain], Kind: m.kind, UPOS: words[head].UPOS, Feats: words[head].Feats,
		})
	}
	return text, nil
}

// findWords finds the words in the text one after the other, white space aside.
func findWords(text string, words []conllu.Word) ([]nlp.Span, error) {
	spans := make([]nlp.Span, len(words))
	at := 0
	skip := func() {
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsSpace(r) {
				return
			}
			at += n
		}
	}
	for i, w := range words {
		skip()
		spans[i].Begin = at
		for _, r := range w.Form {
			if unicode.IsSpace(r) {
				continue
			}
			skip()
			got, n := utf8.DecodeRuneInString(text[at:])
			if got != r {
				return nil, fmt.Errorf("word %d, %q, is not in the text at byte %d", i+1, w.Form, at)
			}
			at += n
		}
		spans[i].End = at
	}
	return spans, nil
}

type bracket struct {
	first, last int    // words
	chain, kind string // GUM numbers chains and types alike: "person-8", "substance-3-Iodine"
}

// readBrackets reads the bracketed column of a file of GUM's coreference.
func readBrackets(r io.Reader, words int) ([]bracket, error) {
	open := map[string][]int{}
	var out []bracket
	lines := bufio.NewScanner(r)
	n := 0
	for lines.Scan() {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "#\t") {
			continue
		}
		column := line[strings.LastIndexByte(line, '\t')+1:]
		for column != "" && column != "_" {
			if opens := column[0] == '('; opens {
				end := 1 + strings.IndexAny(column[1:]+"(", "()")
				name := column[1:end]
				open[name] = append(open[name], n)
				if column = column[end:]; strings.HasPrefix(column, ")") {
					column = name + column
				}
				continue
			}
			name, rest, ok := strings.Cut(column, ")")
			stack := open[name]
			if !ok || len(stack) == 0 {
				return nil, fmt.Errorf("word %d closes %q, which is not open", n+1, name)
			}
			kind, chain, _ := strings.Cut(name, "-")
			chain, _, _ = strings.Cut(chain, "-")
			out = append(out, bracket{first: stack[len(stack)-1], last: n, kind: kind, chain: chain})
			open[name], column = stack[:len(stack)-1], rest
		}
		n++
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	for name, stack := range open {
		if len(stack) > 0 {
			return nil, fmt.Errorf("%q is not closed", name)
		}
	}
	if n != words {
		return nil, fmt.Errorf("%d words where the treebank has %d", n, words)
	}
	for i := range out {
		if _, err := strconv.Atoi(out[i].chain); err != nil {
			return nil, fmt.Errorf("the chain %q has no number", out[i].chain)
		}
	}
	return out, nil
}
