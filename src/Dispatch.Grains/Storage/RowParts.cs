using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Grains.Storage;

/// <summary>Which values of a row may be copied from the last one: records without anything sealed, since what is sealed is gathered beside the row each time.</summary>
internal sealed class RowParts(bool isSealing)
{
    /// <summary>Has members that are records written through the pen; those of the row itself are written whole.</summary>
    public void Mark(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsAssignableTo(typeof(IStored)))
        {
            return;
        }

        foreach (var member in type.Properties.Where(each => each.CustomConverter is null && MayBePart(each.PropertyType)))
        {
            member.CustomConverter = (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(member.PropertyType), this)!;
        }
    }

    /// <summary>Whether values of the type may be copied.</summary>
    public bool MayCopy(Type type, JsonSerializerOptions options) =>
        MayBePart(type) && (!isSealing || !HasSealed(type, options, []));

    /// <summary>Our own records: they never change.</summary>
    private static bool MayBePart(Type type) =>
        type is { IsClass: true, IsSealed: true, IsGenericType: false } && type.Namespace?.StartsWith("Dispatch.", StringComparison.Ordinal) == true
        && type.GetMethod("<Clone>$") is not null;

    private static bool HasSealed(Type type, JsonSerializerOptions options, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return false;
        }

        var facts = options.GetTypeInfo(type);
        return facts.Kind == JsonTypeInfoKind.Object
            ? facts.Properties.Any(member => SealedMembers.IsSealed(member) || HasSealed(member.PropertyType, options, seen))
            : type.IsGenericType && type.GetGenericArguments().Any(part => HasSealed(part, options, seen));
    }

    private sealed class Converter<T>(RowParts parts) : JsonConverter<T>
        where T : class
    {
        private bool? _mayCopy;

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            if (RowPen.Current is { } pen && (_mayCopy ??= parts.MayCopy(typeof(T), options)))
            {
                pen.Write(writer, value, type);
            }
            else
            {
                JsonSerializer.Serialize(writer, value, type);
            }
        }
    }
}
