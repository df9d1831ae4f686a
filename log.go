package stemma

import (
	"context"
	"fmt"
)

// Log returns the log of judgements, in the order in which they were made.
func Log(ctx context.Context, view View) ([]*Judgement, error) {
	var log []*Judgement
	for j, err := range view.Judgements(ctx) {
		if err != nil {
			return nil, fmt.Errorf("list judgements: %w", err)
		}
		log = append(log, j)
	}
	return log, nil
}
