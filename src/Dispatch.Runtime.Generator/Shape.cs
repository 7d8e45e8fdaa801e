using System;
using Microsoft.CodeAnalysis;

namespace Dispatch.Runtime.Generator;

/// <summary>How a method's return type is sent and answered.</summary>
internal sealed class Shape
{
    private const string ActionCall = "ActionCall";

    private Shape(string @base, Func<string, string> send, Func<string, string> invoke, bool isVoid = false)
    {
        Base = @base;
        Send = send;
        Invoke = invoke;
        IsVoid = isVoid;
    }

    /// <summary>The base class of the call.</summary>
    public string Base { get; }

    /// <summary>The proxy's expression around the new call.</summary>
    public Func<string, string> Send { get; }

    /// <summary>The body around the method's invocation.</summary>
    public Func<string, string> Invoke { get; }

    public bool IsVoid { get; }

    public static Shape? Of(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return new(ActionCall, Plain, call => $"\n        {{\n            {call};\n            return CompletedTask;\n        }}", isVoid: true);
        }

        if (type is not INamedTypeSymbol named || named.ContainingNamespace.ToDisplayString() != "System.Threading.Tasks")
        {
            return null;
        }

        var value = named.TypeArguments.Length == 1
            ? $"ResultCall<{named.TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
                SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier))}>"
            : ActionCall;
        return named.Name switch
        {
            "Task" => new(value, Plain, call => $" => {call};"),
            "ValueTask" => new(value, call => $"new({Plain(call)})", call => $" => {call}.AsTask();"),
            _ => null,
        };
    }

    private static string Plain(string call) => $"Send({call})";
}
