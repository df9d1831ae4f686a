package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"--data", t.TempDir() + "/none"}, &out, &errs); code != 2 || !strings.Contains(errs.String(), "is not there") {
		t.Errorf("no data folder: exit %d, %q", code, errs.String())
	}
	errs.Reset()
	if code := run([]string{"polnear", "--data", t.TempDir()}, &out, &errs); code != 2 || !strings.Contains(errs.String(), "some of the data is not there") {
		t.Errorf("an empty data folder: exit %d, %q", code, errs.String())
	}
	errs.Reset()
	if code := run([]string{"accounts", "--data", t.TempDir()}, &out, &errs); code != 2 || !strings.Contains(errs.String(), "some of the data is not there") {
		t.Errorf("no texts of the labelled pairs: exit %d, %q", code, errs.String())
	}
	errs.Reset()
	if code := run([]string{"--no-such-flag"}, &out, &errs); code != 2 {
		t.Errorf("a wrong flag: exit %d", code)
	}
	if code := run([]string{"nothing", "--data", t.TempDir()}, &out, &errs); code != 1 {
		t.Errorf("a measure that there is not: exit %d", code)
	}
}
