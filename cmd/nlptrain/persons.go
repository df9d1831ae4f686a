package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// fileOfPersons is the file of WordNet with the nouns for persons.
const fileOfPersons = "18"

// runPersons writes down the common nouns that mean a person: their most usual meaning in WordNet
// is one, and so are half of their meanings.
func runPersons(args []string) error {
	flags := flag.NewFlagSet("nlptrain persons", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("nlp", "en", "persons.txt"), "the `file` to write")
	folder := flags.String("wordnet", "dict", "the `folder` with the files of WordNet 3")
	if err := flags.Parse(args); err != nil {
		return err
	}
	file, small := map[string]string{}, map[string]bool{} // of each meaning; words written in small letters
	err := fieldsOf(filepath.Join(*folder, "data.noun"), func(f []string) {
		file[f[0]] = f[1]
		n, _ := strconv.ParseInt(f[3], 16, 32)
		for i := range int(n) {
			small[f[4+2*i]] = true
		}
	})
	if err != nil {
		return fmt.Errorf("read WordNet: %w", err)
	}
	var words []string
	err = fieldsOf(filepath.Join(*folder, "index.noun"), func(f []string) {
		n, _ := strconv.Atoi(f[2])
		meanings := f[len(f)-n:]
		persons := 0
		for _, m := range meanings {
			persons += of(file[m] == fileOfPersons)
		}
		if small[f[0]] && !strings.ContainsAny(f[0], "_.'0123456789") && file[meanings[0]] == fileOfPersons && 2*persons >= n {
			words = append(words, f[0])
		}
	})
	if err != nil {
		return fmt.Errorf("read WordNet: %w", err)
	}
	slices.Sort(words)
	var lines strings.Builder
	for some := range slices.Chunk(words, 8) {
		lines.WriteString(strings.Join(some, " ") + "\n")
	}
	if err := os.WriteFile(*out, []byte(lines.String()), 0o666); err != nil {
		return fmt.Errorf("write the persons: %w", err)
	}
	return nil
}
