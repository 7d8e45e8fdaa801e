using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Grains.Storage;

/// <summary>Immutable arrays as JSON arrays. One that was never set is written, and read where it is missing, as empty.</summary>
internal sealed class ImmutableArrayConverters(RowParts parts) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var item = typeToConvert.GetGenericArguments()[0];
        return item.IsValueType
            ? (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(item))!
            : (JsonConverter)Activator.CreateInstance(typeof(ObjectsConverter<>).MakeGenericType(item), parts)!;
    }

    /// <summary>An older row lacks a member that was added since: a default immutable array would throw at its first use.</summary>
    public static void FillMissing(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsValueType)
        {
            return;
        }

        foreach (var property in type.Properties.Where(p => p.Get is not null && p.PropertyType.IsValueType && IsImmutableArray(p.PropertyType)))
        {
            var (get, set) = (property.Get!, property.Set ?? SetterOf(type.Type, property));
            if (set is null)
            {
                continue;
            }

            var empty = property.PropertyType.GetField(nameof(ImmutableArray<>.Empty))!.GetValue(null);
            var unset = Activator.CreateInstance(property.PropertyType)!;
            var earlier = type.OnDeserialized;
            type.OnDeserialized = state =>
            {
                earlier?.Invoke(state);
                if (unset.Equals(get(state)))
                {
                    set(state, empty);
                }
            };
        }
    }

    private static bool IsImmutableArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    // The members of a record with a primary constructor are bound through it and carry no setter here.
    private static Action<object, object?>? SetterOf(Type owner, JsonPropertyInfo property)
        => property.AttributeProvider is System.Reflection.PropertyInfo { SetMethod: not null } member && member.DeclaringType!.IsAssignableFrom(owner)
            ? member.SetValue
            : null;

    private class Converter<T> : JsonConverter<ImmutableArray<T>>
    {
        public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.TokenType == JsonTokenType.Null ? [] : [.. JsonSerializer.Deserialize<T[]>(ref reader, options) ?? []];

        public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options)
        {
            var facts = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            writer.WriteStartArray();
            foreach (var item in value.IsDefault ? [] : value)
            {
                JsonSerializer.Serialize(writer, item, facts);
            }

            writer.WriteEndArray();
        }
    }

    private sealed class ObjectsConverter<T>(RowParts parts) : Converter<T>
        where T : class
    {
        private bool? _mayCopy;

        public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options)
        {
            if (value.IsDefaultOrEmpty || RowPen.Current is not { } pen || !(_mayCopy ??= parts.MayCopy(typeof(T), options)))
            {
                base.Write(writer, value, options);
                return;
            }

            var facts = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            writer.WriteStartArray();
            foreach (var item in value)
            {
                pen.Write(writer, item, facts);
            }

            writer.WriteEndArray();
        }
    }
}
