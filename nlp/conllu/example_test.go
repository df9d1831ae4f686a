package conllu_test

import (
	"fmt"
	"strings"

	"github.com/stemma/stemma/nlp/conllu"
)

// The words and trees of a file.
func ExampleRead() {
	sentences, err := conllu.Read(strings.NewReader(
		"# text = Boats sail.\n" +
			"1\tBoats\tboat\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n" +
			"2\tsail\tsail\tVERB\tVBP\t_\t0\troot\t_\tSpaceAfter=No\n" +
			"3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range sentences {
		fmt.Println(s.Text())
		for _, w := range s.Words {
			fmt.Println(w.Form, w.UPOS, w.Head, w.Deprel)
		}
	}
	// Output:
	// Boats sail.
	// Boats NOUN 2 nsubj
	// sail VERB 0 root
	// . PUNCT 2 punct
}
