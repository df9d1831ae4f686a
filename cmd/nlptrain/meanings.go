package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// How many meanings of a verb and of a noun are kept, from which place on one is as rare as any,
// how far what is one step wider stands from a word beside what the word means, and how many
// kinds a wider meaning may have: "to move" says nothing of what moved.
const verbMeanings, nounMeanings, rareMeaning, widerMeaning, kindsOfWider = 6, 4, 3, 4, 40

// deeds are the files of WordNet with nouns for what happens: acts, communication, events,
// possession, phenomena, processes and states.
var deeds = map[string]bool{"04": true, "10": true, "11": true, "19": true, "21": true, "22": true, "26": true}

// A synset is a meaning in WordNet, as its files write it (wndb(5)).
type synset struct {
	file  string
	words []string
	to    []pointer
}

// A pointer leads from a word of a synset, 0 for all, to a synset.
type pointer struct {
	kind, to string // to begins with the part of speech
	word     int
}

// runMeanings writes down which words for deeds mean the same, from the files of WordNet.
func runMeanings(args []string) error {
	flags := flag.NewFlagSet("nlptrain meanings", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("internal", "claim", "meanings.gz"), "the `file` to write")
	folder := flags.String("wordnet", "dict", "the `folder` with the files of WordNet 3")
	if err := flags.Parse(args); err != nil {
		return err
	}
	all, orders := map[string]*synset{}, map[string]map[string][]string{}
	for pos, name := range map[string]string{"v": "verb", "n": "noun"} {
		var err error
		if orders[pos], err = readSynsets(*folder, pos, name, all); err != nil {
			return fmt.Errorf("read WordNet: %w", err)
		}
	}
	kinds := map[string]int{}
	for id, s := range all {
		for _, p := range s.to {
			kinds[id] += of(p.kind == "~" || p.kind == "~i")
		}
	}
	far := map[string]map[string]int{} // of each word, to each meaning
	put := func(word, id string, n int) {
		if far[word] == nil {
			far[word] = map[string]int{}
		}
		if old, there := far[word][id]; !there || n < old {
			far[word][id] = n
		}
	}
	wider := func(word, id string, n int) {
		for _, p := range all[id].to {
			if p.kind == "@" && kinds[p.to] <= kindsOfWider || id[0] == 'v' && p.to[0] == 'v' && (p.kind == "*" || p.kind == ">") {
				put(word, p.to, widerMeaning+n)
			}
		}
	}
	for verb, ids := range orders["v"] {
		if strings.Count(verb, " ") > 1 {
			continue
		}
		for n, id := range ids[:min(verbMeanings, len(ids))] {
			put(verb, id, min(n, rareMeaning))
			wider(verb, id, min(n, rareMeaning))
		}
	}
	for noun, ids := range orders["n"] {
		if strings.Contains(noun, " ") {
			continue
		}
		for n, id := range ids[:min(nounMeanings, len(ids))] {
			s := all[id]
			if deeds[s.file] {
				put(noun, id, min(n, rareMeaning))
				wider(noun, id, min(n, rareMeaning))
			}
			for _, p := range s.to { // its verb
				if p.kind == "+" && p.to[0] == 'v' && (p.word == 0 || s.words[p.word-1] == noun) {
					put(noun, p.to, min(n, rareMeaning))
				}
			}
		}
	}
	return writeMeanings(*out, far)
}

// writeMeanings leaves out meanings of one word, which tie it to nothing, and numbers the others.
func writeMeanings(out string, far map[string]map[string]int) error {
	words, many := make([]string, 0, len(far)), map[string]int{}
	for word, ids := range far {
		words = append(words, word)
		for id := range ids {
			many[id]++
		}
	}
	slices.Sort(words)
	var lines strings.Builder
	number := map[string]int{}
	for _, word := range words {
		var ids []string
		for id := range far[word] {
			if many[id] > 1 {
				ids = append(ids, id)
			}
		}
		slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(far[word][a], far[word][b]), cmp.Compare(a, b)) })
		for n, id := range ids {
			if _, there := number[id]; !there {
				number[id] = len(number)
			}
			fmt.Fprintf(&lines, "%s%d:%d", map[bool]string{true: word + "\t", false: " "}[n == 0], number[id], far[word][id])
		}
		if len(ids) > 0 {
			lines.WriteByte('\n')
		}
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err == nil {
		_, err = z.Write([]byte(lines.String()))
	}
	if err == nil {
		err = z.Close()
	}
	if err == nil {
		err = os.WriteFile(out, packed.Bytes(), 0o666)
	}
	if err != nil {
		return fmt.Errorf("write the meanings: %w", err)
	}
	return nil
}

// readSynsets adds the meanings of a part of speech to all, and says of each word which it has,
// the most usual first.
func readSynsets(folder, pos, name string, all map[string]*synset) (map[string][]string, error) {
	err := fieldsOf(filepath.Join(folder, "data."+name), func(f []string) {
		s := &synset{file: f[1]}
		n, _ := strconv.ParseInt(f[3], 16, 32)
		for i := range int(n) {
			s.words = append(s.words, plainWord(f[4+2*i]))
		}
		f, id := f[4+2*n:], pos+f[0]
		n, _ = strconv.ParseInt(f[0], 10, 32)
		for p := range slices.Chunk(f[1:1+4*n], 4) {
			word, _ := strconv.ParseInt(p[3][:2], 16, 32)
			s.to = append(s.to, pointer{p[0], p[2] + p[1], int(word)})
		}
		all[id] = s
	})
	if err != nil {
		return nil, err
	}
	order := map[string][]string{}
	return order, fieldsOf(filepath.Join(folder, "index."+name), func(f []string) {
		n, _ := strconv.Atoi(f[2])
		for _, id := range f[len(f)-n:] {
			order[plainWord(f[0])] = append(order[plainWord(f[0])], pos+id)
		}
	})
}

func plainWord(s string) string { return strings.ReplaceAll(strings.ToLower(s), "_", " ") }

// fieldsOf calls do with the fields of each line of a file, but for those of the licence.
func fieldsOf(path string, do func(f []string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if line, _, _ := strings.Cut(lines.Text(), "|"); line != "" && line[0] != ' ' {
			do(strings.Fields(line))
		}
	}
	return lines.Err()
}

func of(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
