using Microsoft.CodeAnalysis;

namespace Dispatch.Runtime.Generator;

/// <summary>Writes, for every actor interface, the proxy that sends its calls.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProxyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
