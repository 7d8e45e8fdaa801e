using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Contracts.Requests;
using Dispatch.Runtime.Clustering.Wire;
using Dispatch.Runtime.References;

namespace Dispatch.Cluster.Tests;

/// <summary>Everything that the contract lets processes say to each other can be said.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Contract_EveryArgumentAndAnswer_CanTravel()
    {
        var options = WireJson.For(null!);
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(IRequestGrain).Module.ModuleHandle);
        var methods = ProxyRegistry.All.Where(method => method.InterfaceType.Assembly == typeof(IRequestGrain).Assembly).ToList();
        Assert.True(methods.Count > 40, $"Only {methods.Count} methods were found.");
        var seen = new HashSet<Type>();
        foreach (var method in methods)
        {
            var answer = method.Make(new object?[method.Parameters.Count].Select((_, index) => Blank(method.Parameters[index])).ToArray()).ResultType;
            foreach (var type in method.Parameters.Concat(answer is null ? [] : [answer]))
            {
                Visit(type, options, seen);
            }
        }
    }

    private static object? Blank(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static void Visit(Type type, JsonSerializerOptions options, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }

        var info = options.GetTypeInfo(type);
        Assert.False(type == typeof(object), "An object could be anything.");
        if (type.IsGenericType || type.IsArray)
        {
            foreach (var part in type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments())
            {
                Visit(part, options, seen);
            }
        }

        if (info.Kind == JsonTypeInfoKind.Object)
        {
            Assert.NotNull(JsonSerializer.Deserialize("{}"u8, info));
            foreach (var property in info.Properties)
            {
                Visit(property.PropertyType, options, seen);
            }
        }
    }
}
