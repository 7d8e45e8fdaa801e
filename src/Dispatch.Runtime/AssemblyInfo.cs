using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Dispatch.Runtime.Tests")]
[assembly: InternalsVisibleTo("Dispatch.Benchmarks")]
