using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Runtime.References;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Grain and observer references: only their id travels; the interface is the one the contract names.</summary>
internal sealed class ReferenceConverters(Node node) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsInterface && typeof(IAddressable).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(ReferenceConverter<>).MakeGenericType(typeToConvert), node)!;

    private sealed class ReferenceConverter<T>(Node node) : JsonConverter<T>
        where T : class, IAddressable
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (T)(object)ProxyRegistry.FactoryOf(typeof(T))(node, GrainId.Parse(reader.GetString(), CultureInfo.InvariantCulture));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value is GrainReference reference
            ? reference.GrainId.ToString()
            : throw new ArgumentException($"A {value.GetType().Name} itself cannot travel: send its reference (AsReference, CreateObjectReference)."));
    }
}
