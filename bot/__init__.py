"""Storyfold: one feed entry per event.

    documents = sources.read(now)                     # bytes come in
    for document in documents:
        entries = formats.parse(document).entries     # bytes -> entries
        stories = cleaning.clean(entries)             # entries -> stories
        store.keep(document, stories)                 # one transaction
    for story in store.unclustered():
        decision = clustering.decide(story)           # join a cluster or found one, with the reason
        store.apply(decision)
    store.apply(clustering.settle())                  # second thoughts: stories move, clusters are merged
    topics = topics.select(store.clusters(), rules)   # clusters -> topics
    publishing.write(topics)                          # topics -> files, replaced by rename
    web.serve(files)

`bot.pipeline` is this text as a program.
"""
