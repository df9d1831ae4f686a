package main

import (
	"encoding/xml"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/neural"
	"github.com/stemma/stemma/nlp/segment"
	"github.com/stemma/stemma/nlp/train"
)

// corpus returns the sentences of all running text that may be learned from,
// as words in their normal form. Dev parts of the data are left out.
func corpus() ([][]string, error) {
	var all [][]string
	var buffer []byte
	err := eachText(func(doc *nlp.Doc) {
		for _, s := range doc.Sentences {
			var words []string
			for i := s.First; i < s.Last; i++ {
				if t := &doc.Tokens[i]; t.Len() < 40 {
					buffer = neural.Normal(buffer, t.In(doc.Text))
					words = append(words, string(buffer))
				}
			}
			all = append(all, words)
		}
	})
	return all, err
}

// cutter returns the segmenter of the texts that are learned from. It knows no
// datelines, of which the weights were learned without; parted is that of its
// language.
func cutter(parted bool) (*segment.Segmenter, error) {
	splitter, err := en.Splitter()
	if err != nil {
		return nil, err
	}
	language := en.Words()
	language.Splitter, language.Parted = splitter, parted
	return segment.New(language), nil
}

// eachText calls take with all running text that may be learned from, cut into
// sentences and words. Dev parts of the data are left out.
func eachText(take func(*nlp.Doc)) error {
	data := dataFolder()
	bank, err := train.ReadTreebanks(treebanks()...)
	if err != nil {
		return err
	}
	// A stop apart from its initial ends a sentence here: the vectors that the
	// reader was learned with are of text cut so.
	segmenter, err := cutter(false)
	if err != nil {
		return err
	}
	add := func(text string) {
		doc := nlp.NewDoc(text)
		segmenter.Annotate(doc)
		take(doc)
	}
	add(conllu.Raw(bank))
	var walkErr error
	each := func(folder string, take func(path string) bool, read func(path, content string)) {
		err := filepath.WalkDir(filepath.Join(data, folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") || !take(path) {
				return err
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			read(path, string(content))
			return nil
		})
		if err != nil && walkErr == nil {
			walkErr = fmt.Errorf("read running text: %w", err)
		}
	}
	plain := func(_, content string) { add(content) }
	suffix := func(s string) func(string) bool {
		return func(path string) bool { return strings.HasSuffix(path, s) }
	}
	each(filepath.Join("attribution", "polnear", "train"), suffix(".txt"), plain)
	each("load", suffix(".txt"), plain)
	each(filepath.Join("ner", "re3d"), func(path string) bool {
		return strings.HasSuffix(path, "documents.json") && !strings.Contains(path, "UK_Government")
	}, plain)
	each("muc", func(path string) bool {
		return strings.HasSuffix(path, ".xhtml") && strings.Contains(path, string(filepath.Separator)+"dev"+string(filepath.Separator))
	}, func(_, content string) { add(unmark(content)) })
	dev := map[string]bool{"2": true, "5": true, "12": true, "18": true, "21": true, "23": true, "34": true, "35": true}
	each("ecbplus", func(path string) bool {
		return strings.HasSuffix(path, ".xml") && !dev[filepath.Base(filepath.Dir(path))]
	}, func(_, content string) { add(tokensOfXML(content)) })
	each(filepath.Join("ner", "worldwide"), func(path string) bool {
		name := filepath.Base(path)
		for _, prefix := range []string{"bangladesh_", "mex_", "nm_", "th_"} {
			if strings.HasPrefix(name, prefix) {
				return false
			}
		}
		return strings.HasSuffix(name, ".tsv")
	}, func(_, content string) { add(firstColumn(content)) })
	return walkErr
}

var tags = regexp.MustCompile(`<[^>]*>`)

// unmark takes the marks out of a page; a paragraph's end becomes a blank line.
func unmark(page string) string {
	page = strings.ReplaceAll(page, "</p>", "\n\n")
	page = tags.ReplaceAllString(page, " ")
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(page)
}

// tokensOfXML puts the tokens of an ECB+ file together.
func tokensOfXML(content string) string {
	var b strings.Builder
	decoder := xml.NewDecoder(strings.NewReader(content))
	sentence, inside := "", false
	for {
		token, err := decoder.Token()
		if err != nil {
			return b.String()
		}
		switch t := token.(type) {
		case xml.StartElement:
			if inside = t.Name.Local == "token"; inside {
				for _, a := range t.Attr {
					if a.Name.Local == "sentence" && a.Value != sentence {
						sentence = a.Value
						b.WriteString("\n\n")
					}
				}
			}
		case xml.CharData:
			if inside {
				b.Write(t)
				b.WriteByte(' ')
			}
		case xml.EndElement:
			inside = false
		}
	}
}

// firstColumn puts the words of a file with a word a line together; an empty
// line ends a sentence.
func firstColumn(content string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(content, "\n") {
		word, _, _ := strings.Cut(line, "\t")
		if strings.TrimSpace(word) == "" {
			b.WriteString("\n\n")
			continue
		}
		b.WriteString(word)
		b.WriteByte(' ')
	}
	return b.String()
}
