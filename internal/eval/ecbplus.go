package eval

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// An ECBText is one text of ECB+ (Cybulska and Vossen 2014, "Using a
// sledgehammer to crack a nut?"). A topic holds texts on two different events
// of one kind: those of the first were collected for ECB, those of the second
// for ECB+.
type ECBText struct {
	Name   string // without its ending: "12_3ecb", "12_3ecbplus"
	Topic  int
	Second bool   // it tells of the topic's second event
	Text   string // tokens of a sentence joined by one space, sentences by a line feed
	Events []ECBEvent
}

// An ECBEvent is a mention of an event as annotated.
type ECBEvent struct {
	Span  nlp.Span // from its first token to its last, in bytes of the Text
	Chain string   // equal for mentions of one event, over all texts; "" for one that is linked to nothing
}

// devTopics are the topics of ECB+ to tune on; the rest is for training.
var devTopics = []int{2, 5, 12, 18, 21, 23, 34, 35}

// ReadECBPlus reads the texts of a split ("train" or "dev") of ECB+ from its
// folder: a folder a topic, a file a text. They come in order of topic, event
// and number. A text's bytes are its tokens as the files give them, character
// references resolved; see ECBText.Text.
//
// Chains across texts are known by the instance they are linked to, those
// within one text by the link. All annotated events are read, also those
// outside the sentences that the annotators checked a second time.
func ReadECBPlus(folder, split string) ([]ECBText, error) {
	if split != "train" && split != "dev" {
		return nil, fmt.Errorf("read ECB+: no split is called %q; there are train and dev", split)
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*", "*.xml"))
	if err != nil {
		return nil, fmt.Errorf("list the texts of ECB+ in %s: %w", folder, err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("list the texts of ECB+ in %s: there are none: %w", folder, os.ErrNotExist)
	}
	type place struct {
		topic, event, number int
		path                 string
	}
	var places []place
	for _, path := range paths {
		topic, second, number, ok := ecbName(strings.TrimSuffix(filepath.Base(path), ".xml"))
		if !ok {
			return nil, fmt.Errorf("read ECB+: %s is not named TOPIC_NUMBERecb.xml or TOPIC_NUMBERecbplus.xml", path)
		}
		event := 1
		if second {
			event = 2
		}
		if slices.Contains(devTopics, topic) == (split == "dev") {
			places = append(places, place{topic, event, number, path})
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		return slices.Compare([]int{a.topic, a.event, a.number}, []int{b.topic, b.event, b.number})
	})
	texts := make([]ECBText, 0, len(places))
	for _, p := range places {
		name := strings.TrimSuffix(filepath.Base(p.path), ".xml")
		text, err := readFile(p.path, func(r io.Reader) (ECBText, error) { return readECB(r, name) })
		if err != nil {
			return nil, err
		}
		text.Topic, text.Second = p.topic, p.event == 2
		texts = append(texts, text)
	}
	return texts, nil
}

// ecbName takes the name of a text apart.
func ecbName(name string) (topic int, second bool, number int, ok bool) {
	before, after, ok := strings.Cut(name, "_")
	if !ok {
		return 0, false, 0, false
	}
	digits, second := strings.CutSuffix(after, "ecbplus")
	if !second {
		if digits, ok = strings.CutSuffix(after, "ecb"); !ok {
			return 0, false, 0, false
		}
	}
	topic, err := strconv.Atoi(before)
	if err != nil {
		return 0, false, 0, false
	}
	number, err = strconv.Atoi(digits)
	return topic, second, number, err == nil
}

// ecbFile is what is read of a file. Under Markables and Relations the name of
// an element is its type.
type ecbFile struct {
	Tokens []struct {
		ID       string `xml:"t_id,attr"`
		Sentence string `xml:"sentence,attr"`
		Form     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		All []struct {
			XMLName xml.Name
			ID      string `xml:"m_id,attr"`
			Anchors []struct {
				Token string `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:",any"`
	} `xml:"Markables"`
	Relations struct {
		All []struct {
			XMLName xml.Name
			ID      string `xml:"r_id,attr"`
			Note    string `xml:"note,attr"`
			Sources []struct {
				ID string `xml:"m_id,attr"`
			} `xml:"source"`
		} `xml:",any"`
	} `xml:"Relations"`
}

func readECB(r io.Reader, name string) (ECBText, error) {
	t := ECBText{Name: name}
	var file ecbFile
	if err := xml.NewDecoder(r).Decode(&file); err != nil {
		return t, fmt.Errorf("decode ECB+: %w", err)
	}
	var b strings.Builder
	at := map[string]nlp.Span{}
	for i, token := range file.Tokens {
		if i > 0 {
			if token.Sentence == file.Tokens[i-1].Sentence {
				b.WriteByte(' ')
			} else {
				b.WriteByte('\n')
			}
		}
		begin := b.Len()
		b.WriteString(token.Form)
		at[token.ID] = nlp.Span{Begin: begin, End: b.Len()}
	}
	t.Text = b.String()

	chain := map[string]string{}
	for _, relation := range file.Relations.All {
		key := relation.Note
		if relation.XMLName.Local == "INTRA_DOC_COREF" {
			key = name + " " + relation.ID
		}
		for _, source := range relation.Sources {
			chain[source.ID] = key
		}
	}
	for _, m := range file.Markables.All {
		kind := m.XMLName.Local
		if len(m.Anchors) == 0 || !strings.HasPrefix(kind, "ACTION_") && !strings.HasPrefix(kind, "NEG_ACTION_") {
			continue // an instance, or no event
		}
		span := nlp.Span{Begin: len(t.Text)}
		for _, anchor := range m.Anchors {
			token, ok := at[anchor.Token]
			if !ok {
				return t, fmt.Errorf("mention %s stands at token %s, which is not there", m.ID, anchor.Token)
			}
			span.Begin, span.End = min(span.Begin, token.Begin), max(span.End, token.End)
		}
		t.Events = append(t.Events, ECBEvent{Span: span, Chain: chain[m.ID]})
	}
	slices.SortStableFunc(t.Events, func(a, b ECBEvent) int {
		return slices.Compare([]int{a.Span.Begin, a.Span.End}, []int{b.Span.Begin, b.Span.End})
	})
	return t, nil
}
