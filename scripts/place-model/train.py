"""Trains the trees that weigh places: python train.py SIGNALS TREES

Prints how often places are right that are weighed by trees of other speeches, then writes those of all speeches.
SIGNALS is what `npm run place-signals` writes, TREES is models/places/trees.json. Needs lightgbm 4.7.0 and numpy.
The trees learn to put the right sentence of a speech before all others (LambdaMART). The rules were made while these
questions were looked at and are right on more of them than on others: of those that they get right a share is trained on
as if they had shown the sentence nearest to the words instead.
"""

import json
import sys

import lightgbm
import numpy

ROUNDS = 150
# How often the rules are taken to have shown the nearest sentence where they were right.
DISTRUST = 0.4
FARTHEST = 9
# Shares of the speeches, each of which is tried with the trees of the others.
SHARES = 8
# As in src/answering/places/likely-places.ts.
SURE_LEAD = 1
LEAST_LEAD = 0.5
SHOWN = 3
# Each trains trees of its own; what they say is averaged.
SEEDS = (0, 1, 2)
PARAMETERS = {
    "objective": "lambdarank",
    "learning_rate": 0.12,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2,
    "lambdarank_truncation_level": 5,
    "deterministic": True,
    "num_threads": 2,
    "verbose": -1,
}


def read(path):
    with open(path, encoding="utf-8") as file:
        names = json.loads(next(file))["signals"]
        return names, [json.loads(line) for line in file]


def rows_of(question, names, is_distrusted):
    rows = numpy.array(question["rows"], dtype=numpy.float32)
    if is_distrusted:
        best = int(numpy.argmin(rows[:, names.index("namedPlace")]))
        places = numpy.arange(len(rows))
        rows[:, names.index("isRuled")] = places == best
        rows[:, names.index("isRuledFurther")] = 0
        rows[:, names.index("sentencesFromRuled")] = numpy.clip(places - best, -FARTHEST, FARTHEST)
    return rows


def train(questions, names, seed):
    random = numpy.random.RandomState(seed)
    rows, right, sizes = [], [], []
    for question in questions:
        if not question["right"]:
            continue
        rows.append(rows_of(question, names, question["isRuledRight"] and random.rand() < DISTRUST))
        labels = numpy.zeros(len(rows[-1]))
        labels[question["right"]] = 1
        right.append(labels)
        sizes.append(len(labels))
    data = lightgbm.Dataset(numpy.vstack(rows), numpy.concatenate(right), group=sizes)
    return lightgbm.train({**PARAMETERS, "seed": seed}, data, ROUNDS)


def shown(scores, is_ruled):
    """The sentences that are shown, likeliest first; None for the quote of the rules."""
    order = [None if is_ruled[at] else int(at) for at in numpy.argsort(-scores)]
    likeliest = list(dict.fromkeys(order))[:SHOWN]
    ruled = scores[is_ruled].max(initial=-numpy.inf)
    score_of = lambda at: ruled if at is None else scores[at]
    is_sure = score_of(likeliest[0]) - score_of(likeliest[1]) >= SURE_LEAD
    if is_sure:
        return [None] if likeliest[0] is None else [likeliest[0], None]
    if likeliest[0] is None or score_of(likeliest[0]) - ruled >= LEAST_LEAD:
        return likeliest
    return [None, *[at for at in likeliest if at is not None]][:SHOWN]


def is_right(question, at):
    return question["isRuledRight"] if at is None else at in question["right"]


def report(questions, names):
    """What is right of the questions whose places are weighed, a sentence taken for its quote."""
    speeches = sorted({question["speech"] for question in questions})
    counts = numpy.zeros(6, dtype=int)
    for share in range(SHARES):
        tried = set(speeches[share::SHARES])
        models = [train([each for each in questions if each["speech"] not in tried], names, seed) for seed in SEEDS]
        for question in questions:
            if question["speech"] not in tried or not question["isWeighed"]:
                continue
            rows = rows_of(question, names, False)
            scores = sum(model.predict(rows) for model in models) / len(models)
            places = shown(scores, rows[:, names.index("isRuled")] == 1)
            alone = places == [None]
            first = is_right(question, places[0])
            in_three = question["isRuledRightInThree"] if alone else any(is_right(question, at) for at in places)
            counts += [1, question["isRuledRight"], first, question["isRuledRightInThree"], in_three, not alone]
    count, ruled, first, ruled_in_three, in_three, with_others = counts
    percent = lambda part: f"{100 * part / count:.1f} %"
    print(f"{count} questions whose places are weighed, {SHARES} shares of {len(speeches)} speeches")
    print(f"right first     by the rules {percent(ruled)}, the likeliest {percent(first)}")
    print(f"right in three  by the rules {percent(ruled_in_three)}, the likeliest {percent(in_three)}")
    print(f"not shown alone {percent(with_others)}")


def tree_of(node):
    """A tree as lists of splits and leaves; see src/answering/places/boosted-trees.ts."""
    splits, leaves = [], []

    def add(part):
        if "split_index" not in part:
            leaves.append(round(part["leaf_value"] / len(SEEDS), 5))
            return -len(leaves)
        at = len(splits)
        splits.append(None)
        left, right = add(part["left_child"]), add(part["right_child"])
        splits[at] = [part["split_feature"], round(part["threshold"], 5), left, right]
        return at

    add(node)
    return {"splits": splits, "leaves": leaves}


def main():
    names, questions = read(sys.argv[1])
    report(questions, names)
    models = [train(questions, names, seed) for seed in SEEDS]
    trees = [tree_of(each["tree_structure"]) for model in models for each in model.dump_model()["tree_info"]]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(json.dumps({"signals": names, "trees": trees}, separators=(",", ":")) + "\n")
    print(f"{len(questions)} questions, {len(trees)} trees")


if __name__ == "__main__":
    main()
