package cli

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/lang"
	"github.com/stemma/stemma/nlp/model"
)

func newModel(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "model",
		Short: "look at the weights by which texts are read",
		Long: `Look at the weights by which texts are read: the numbers that were learned from
annotated texts and are built into the program.`,
		Example: `  stemma model show
  stemma model show tag.weights`,
		Annotations: map[string]string{"exits": exits},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			err := errors.New("model needs show")
			if len(args) > 0 {
				err = fmt.Errorf("there is no command %q of model; it is show", args[0])
			}
			return &usageError{err, "stemma model show"}
		},
	}
	cmd.AddCommand(newModelShow(a))
	return cmd
}

func newModelShow(a *app) *cobra.Command {
	var language string
	cmd := &cobra.Command{
		Use:   "show [FILE] [flags]",
		Short: "say what weights are, where they come from and what is in them",
		Long: `Say what the built-in weights are, or those in FILE: of which kind, for which
language, learned from which data, by which command and seed, under which
licence, their digest, and every table with its size and range.

A file that was damaged on its way is refused, for its digest does not fit.`,
		Example: `  stemma model show
  stemma model show nlp/en/weights/split.weights`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 1, "one FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return a.showModelFile(args[0])
			}
			files, known := lang.Weights(language)
			if !known {
				return &usageError{fmt.Errorf("no weights are built in for %s (--lang %s)", lang.Name(language), language), "--lang en"}
			}
			for i, name := range slices.Sorted(maps.Keys(files)) {
				if i > 0 {
					a.say("")
				}
				if err := a.showModel(language+"/"+name, files[name]); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&language, "lang", "en", "the `LANGUAGE` of the built-in weights")
	return cmd
}

func (a *app) showModelFile(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return unreadable(err)
	}
	err = a.showModel(file, data)
	if errors.Is(err, model.ErrDamaged) {
		return &stemma.Error{Kind: stemma.Broken, Err: err, Hint: "stemma model show, which shows the built-in weights"}
	}
	return err
}

// showModel shows a weights file, which anyone may have written.
func (a *app) showModel(name string, data []byte) error {
	f, err := model.Decode(data)
	if err != nil {
		return fmt.Errorf("show %s: %w", name, err)
	}
	var shown bytes.Buffer
	if err := f.Show(&shown); err != nil {
		return fmt.Errorf("show %s: %w", name, err)
	}
	a.say("%s", a.bold(visible(name)))
	a.say("%-12s %s", "size", size(int64(len(data))))
	_, err = a.out.WriteString(visible(shown.String()))
	return err
}
