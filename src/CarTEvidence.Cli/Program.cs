using System.CommandLine;

var root = new RootCommand("Pools the clinical evidence on CAR-T cell therapy in autoimmune disease.");
return root.Parse(args).Invoke();
