package main

import (
	"strings"
	"testing"
)

func TestPlainText(t *testing.T) {
	for _, test := range []struct{ name, got, want string }{
		{"unmark", unmark("<p>A &amp; B</p><p>C &lt;D&gt;</p>"), "A & B C <D>"},
		{"tokensOfXML", tokensOfXML(`<Document><token t_id="1" sentence="0">A</token><token t_id="2" sentence="0">b</token><token t_id="3" sentence="1">C</token><Markables>x</Markables></Document>`), "A b C"},
		{"firstColumn", firstColumn("A\tO\nb\tB-X\n\nC\tO\n"), "A b C"},
	} {
		if got := strings.Join(strings.Fields(test.got), " "); got != test.want {
			t.Errorf("%s gives %q, not %q", test.name, got, test.want)
		}
	}
}

func TestRunErrors(t *testing.T) {
	t.Setenv("STEMMA_DATA", t.TempDir())
	for _, test := range []struct {
		args []string
		says string
	}{
		{nil, "say what to learn"},
		{[]string{"read"}, "read treebank"},
		{[]string{"embed"}, "read treebank"},
		{[]string{"score", "-read", "missing"}, "missing"},
	} {
		if err := run(test.args); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%v: error %v does not say %q", test.args, err, test.says)
		}
	}
}
