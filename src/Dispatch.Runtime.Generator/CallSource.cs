using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Dispatch.Runtime.Generator;

/// <summary>The source of one method of a proxy, and of the class of its calls.</summary>
internal sealed class CallSource
{
    private const string Calls = "global::Dispatch.Runtime.Calls.";

    private static readonly SymbolDisplayFormat TypeName = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private CallSource(string className, string text)
    {
        ClassName = className;
        Text = text;
    }

    public string ClassName { get; }

    public string Text { get; }

    /// <summary>Null when the return type cannot be answered from afar.</summary>
    public static CallSource? For(IMethodSymbol method, INamedTypeSymbol type, int number)
    {
        if (Shape.Of(method.ReturnType) is not { } shape)
        {
            return null;
        }

        var className = $"Call{number}_{method.Name}";
        var declaring = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var types = method.Parameters.Select(parameter => parameter.Type.ToDisplayString(TypeName)).ToList();
        var names = types.Select((_, index) => "a" + index).ToList();
        var parameters = string.Join(", ", types.Zip(names, (argument, name) => $"{argument} {name}"));
        var arguments = string.Join(", ", names);
        var call = $"(({declaring})target).{Escape(method.Name)}({arguments})";
        var owner = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var returned = method.ReturnType.ToDisplayString(TypeName);
        var sent = shape.Send($"new {className}({arguments})");
        var text = $$"""

                {{returned}} {{declaring}}.{{Escape(method.Name)}}({{parameters}}) => {{sent}};

                internal sealed class {{className}}({{parameters}}) : {{Calls}}{{shape.Base}}
                {
                    internal static readonly {{Calls}}CallMethod Descriptor = new(
                        typeof({{owner}}), "{{method.Name}}", "{{WireName(method)}}", {{TraitsOf(method, shape)}}, {{TimeoutOf(method)}},
                        [{{string.Join(", ", method.Parameters.Select(TypeOf))}}],
                        static arguments => new {{className}}({{string.Join(", ", types.Select((argument, index) => $"({argument})arguments[{index}]!"))}}));

                    public override {{Calls}}CallMethod Method => Descriptor;

                    public override object?[] Arguments => [{{arguments}}];

                    public override {{Calls}}Call Copy() => new {{className}}({{arguments}});

                    protected override global::System.Threading.Tasks.Task Invoke(object target){{shape.Invoke(call)}}
                }

            """;
        return new(className, text);
    }

    private static string TypeOf(IParameterSymbol parameter) => $"typeof({parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})";

    private static string Escape(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name;

    private static string WireName(IMethodSymbol method) => AttributeOf(method, "Orleans.AliasAttribute")?.ConstructorArguments[0].Value as string
        ?? $"{method.Name}({string.Join(",", method.Parameters.Select(parameter => parameter.Type.ToDisplayString()))})";

    private static string TraitsOf(IMethodSymbol method, Shape shape)
    {
        List<string> traits = [];
        if (shape.IsVoid || AttributeOf(method, "Orleans.Concurrency.OneWayAttribute") is not null)
        {
            traits.Add(Calls + "CallTraits.OneWay");
        }

        if (AttributeOf(method, "Orleans.Concurrency.ReadOnlyAttribute") is not null)
        {
            traits.Add(Calls + "CallTraits.ReadOnly");
        }

        if (AttributeOf(method, "Orleans.Concurrency.AlwaysInterleaveAttribute") is not null)
        {
            traits.Add(Calls + "CallTraits.AlwaysInterleave");
        }

        return traits.Count == 0 ? Calls + "CallTraits.None" : string.Join(" | ", traits);
    }

    private static string TimeoutOf(IMethodSymbol method)
    {
        var attribute = AttributeOf(method, "Orleans.ResponseTimeoutAttribute") ?? AttributeOf(method.ContainingType, "Orleans.ResponseTimeoutAttribute");
        return attribute?.ConstructorArguments[0].Value is string text ? $"new global::Orleans.ResponseTimeoutAttribute(\"{text}\").Timeout" : "null";
    }

    private static AttributeData? AttributeOf(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == name);
}
