using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Dispatch.Runtime.Tests")]
