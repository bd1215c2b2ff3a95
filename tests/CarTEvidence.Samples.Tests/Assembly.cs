// Cells print through the console, of which there is one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
