using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Dispatch.Runtime.Generator;

/// <summary>Something in an interface that cannot be called from afar. Comparable, unlike a diagnostic.</summary>
internal sealed class Fault : IEquatable<Fault>
{
    private static readonly DiagnosticDescriptor ReturnType = new(
        "DR001",
        "Method cannot be called from afar",
        "{0} must return Task, Task<T>, ValueTask or ValueTask<T>",
        "Dispatch.Runtime",
        DiagnosticSeverity.Error,
        true);

    private static readonly DiagnosticDescriptor Member = new(
        "DR002",
        "Member cannot be called from afar",
        "{0} cannot be part of a grain interface: only methods without type or ref parameters can",
        "Dispatch.Runtime",
        DiagnosticSeverity.Error,
        true);

    private static readonly DiagnosticDescriptor Access = new(
        "DR003",
        "Interface is hidden",
        "{0} must be public or internal, so that its proxy can implement it",
        "Dispatch.Runtime",
        DiagnosticSeverity.Error,
        true);

    private static readonly DiagnosticDescriptor[] All = [ReturnType, Member, Access];

    private readonly string _id;
    private readonly string _name;
    private readonly string _path;
    private readonly TextSpan _span;
    private readonly LinePositionSpan _lines;

    private Fault(DiagnosticDescriptor rule, ISymbol symbol)
    {
        _id = rule.Id;
        _name = symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        var location = symbol.Locations.FirstOrDefault(each => each.IsInSource);
        _path = location?.SourceTree?.FilePath ?? "";
        _span = location?.SourceSpan ?? default;
        _lines = location?.GetLineSpan().Span ?? default;
    }

    public static Fault BadReturnType(ISymbol method) => new(ReturnType, method);

    public static Fault BadMember(ISymbol member) => new(Member, member);

    public static Fault Hidden(ISymbol type) => new(Access, type);

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(All.First(rule => rule.Id == _id), _path.Length > 0 ? Location.Create(_path, _span, _lines) : Location.None, _name);

    public bool Equals(Fault? other) => other is not null && _id == other._id && _name == other._name && _path == other._path && _span == other._span;

    public override bool Equals(object? obj) => Equals(obj as Fault);

    public override int GetHashCode() => unchecked((_id.GetHashCode() * 31) + _name.GetHashCode());
}
