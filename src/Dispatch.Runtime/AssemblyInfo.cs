using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Dispatch.Runtime.Tests")]
[assembly: InternalsVisibleTo("Dispatch.Benchmarks")]
[assembly: InternalsVisibleTo("Dispatch.Cluster.Tests")]
